/* What was opened and heard is marked and sent with the decision; nothing is ever blocked by it. */
(() => {
  const page = document.querySelector(".lt-approve");
  if (!page) return;
  const words = { sound: "nghe hết bản sẽ phát" };
  const wanted = new Map();
  for (const one of page.querySelectorAll("[data-seen]")) {
    const code = one.dataset.seen;
    const name = one.querySelector("summary span");
    wanted.set(code, words[code] || `mở ${name ? name.textContent.toLowerCase() : code}`);
  }
  const seen = new Set();
  function mark(code, text) {
    seen.add(code);
    const place = page.querySelector(`[data-mark="${code.replace("-part", "")}"]`);
    if (place) { place.textContent = text; if (!code.endsWith("-part")) place.dataset.done = ""; }
    tell();
  }
  function tell() {
    const left = [...wanted].filter(([code]) => !seen.has(code)).map(([, name]) => name);
    const place = page.querySelector("[data-unseen]");
    if (place) place.textContent = left.length ? `Chưa ${left.join(", chưa ")}. Lượt duyệt sẽ ghi như vậy.` : "Đã nghe và mở đủ các dạng.";
  }
  for (const one of page.querySelectorAll("details[data-seen]")) one.addEventListener("toggle", () => {
    if (!one.open) return;
    const frame = one.querySelector("iframe");
    if (frame && !frame.src) frame.src = frame.dataset.src;
    mark(one.dataset.seen, "đã mở");
  });
  const sound = page.querySelector("audio[data-seen]");
  if (sound) {
    sound.addEventListener("play", () => { if (!seen.has("sound")) mark("sound-part", "đã nghe một phần"); });
    sound.addEventListener("ended", () => mark("sound", "đã nghe hết"));
  }
  const buttons = page.querySelectorAll("form[data-decision] button");
  for (const form of page.querySelectorAll("form[data-decision]")) form.addEventListener("submit", (event) => {
    setTimeout(() => { if (!event.defaultPrevented) for (const one of buttons) one.disabled = true; });
    for (const code of seen) { const field = document.createElement("input"); field.type = "hidden"; field.name = "seen"; field.value = code; form.append(field); }
  });
  const own = page.querySelector("#reason");
  if (own) own.form.addEventListener("submit", (event) => {
    if (!event.submitter || !event.submitter.matches(".lt-return")) return;
    const chosen = page.querySelector("[name=chosen]:checked");
    if ((chosen && chosen.value) || own.value.trim()) return;
    event.preventDefault();
    own.setCustomValidity("Trả lại cần có lý do để người viết biết sửa gì."); own.reportValidity();
  });
  if (own) own.addEventListener("input", () => own.setCustomValidity(""));
  window.addEventListener("pageshow", () => { for (const one of buttons) one.disabled = false; });
  tell();
})();
