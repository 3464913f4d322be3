/* Notes on passages: the words that are selected in the text are quoted; a note may be spoken. */
(() => {
  const place = document.getElementById("lt-notes");
  if (!place) return;
  const text = document.getElementById("lt-write");

  /* The place of what is selected, as the server names it. */
  function placeOf(node) {
    const inside = node && (node.nodeType === 1 ? node : node.parentElement);
    if (!text || !inside || !text.contains(inside)) return "";
    let block = inside.closest("[data-streamfield-child]");
    while (block && block.parentElement.closest("[data-streamfield-child]")) block = block.parentElement.closest("[data-streamfield-child]");
    if (block) return `block:${block.dataset.contentpath}`;
    const field = inside.closest("[name]");
    if (!field) return "";
    const sheet = field.name.match(/^sheet_[a-z]+_(.+)$/);
    return sheet ? `sheet:${sheet[1]}` : field.name;
  }
  function quoted() {
    const active = document.activeElement;
    if (active && text && text.contains(active) && active.selectionStart !== undefined && active.selectionEnd > active.selectionStart) return [placeOf(active), active.value.slice(active.selectionStart, active.selectionEnd)];
    const selection = getSelection();
    const words = selection ? selection.toString().trim() : "";
    return words ? [placeOf(selection.anchorNode), words] : ["", ""];
  }
  document.addEventListener("selectionchange", () => {
    const form = place.querySelector(".lt-note-new");
    const [where, words] = quoted();
    if (!form || !where || !words || ![...form.elements.place.options].some((one) => one.value === where)) return;
    form.elements.place.value = where;
    form.elements.quote.value = words.slice(0, 300);
    const shown = form.querySelector("[data-quote-shown]");
    shown.hidden = false;
    shown.textContent = `Về chỗ «${words.slice(0, 120)}»`;
  });
  place.addEventListener("change", (event) => {
    if (event.target.name !== "place") return;
    event.target.form.elements.quote.value = "";
    event.target.form.querySelector("[data-quote-shown]").hidden = true;
  });

  /* A note may be spoken where the browser allows it. */
  const canRecord = window.isSecureContext && navigator.mediaDevices && window.MediaRecorder;
  const offer = () => { for (const one of place.querySelectorAll("[data-voice]")) one.hidden = !canRecord; };
  let recorder = null;
  async function record(button) {
    const box = button.closest("[data-voice]");
    const says = box.querySelector("[data-voice-says]");
    if (recorder && recorder.state === "recording") { recorder.stop(); return; }
    let stream;
    try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); }
    catch { says.textContent = "Chưa dùng được micrô. Cho phép rồi bấm lại, hoặc viết ghi chú."; return; }
    const pieces = [], began = Date.now();
    recorder = new MediaRecorder(stream);
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => {
      stream.getTracks().forEach((track) => track.stop());
      const kind = recorder.mimeType.includes("mp4") ? "m4a" : recorder.mimeType.includes("ogg") ? "ogg" : "webm";
      const files = new DataTransfer();
      files.items.add(new File(pieces, `ghi-chu.${kind}`, { type: recorder.mimeType }));
      box.querySelector("[name=voice]").files = files.files;
      button.textContent = "Ghi lại";
      says.textContent = `Đã ghi ${Math.max(1, Math.round((Date.now() - began) / 1000))} giây, gửi kèm ghi chú.`;
    });
    recorder.start(1000);
    setTimeout(() => { if (recorder.state === "recording") recorder.stop(); }, 290000);
    button.textContent = "Dừng ghi";
    says.textContent = "Đang ghi";
  }
  place.addEventListener("click", (event) => { const button = event.target.closest("[data-voice-record]"); if (button) record(button); });
  new MutationObserver(offer).observe(place, { childList: true, subtree: true });
  offer();
  const count = document.querySelector('[data-count="notes"]');
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.target !== place || !count) return;
    count.textContent = place.querySelectorAll(".lt-threads > li:not(.lt-thread--done)").length || "";
  });
})();
