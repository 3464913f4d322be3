/* Duyệt cả tuần: what was opened and heard of each article is marked, named before the PIN when it
   was not, and sent with the decision. Nothing is blocked by it. */
(() => {
  const page = document.querySelector("[data-week]");
  const form = document.getElementById("ca-tuan");
  if (!page) return;
  const items = [...page.querySelectorAll("[data-item]")].map((box) => {
    const wanted = new Map();
    for (const one of box.querySelectorAll("[data-seen]")) {
      const name = one.querySelector("summary span");
      wanted.set(one.dataset.seen, one.dataset.seen === "sound" ? "nghe hết" : `mở ${name.textContent.toLowerCase()}`);
    }
    return { box, key: box.dataset.item, title: box.dataset.title, wanted, seen: new Set(), tick: box.querySelector("[name=bai]") };
  });
  const list = form && form.querySelector("[data-unseen]");
  const count = form && form.querySelector("[data-count]");
  const button = form && form.querySelector("[data-approve]");

  function tell() {
    if (!form) return;
    const chosen = items.filter((item) => item.tick.checked);
    const lines = chosen.map((item) => [item, [...item.wanted].filter(([code]) => !item.seen.has(code)).map(([, name]) => name)]).filter(([, left]) => left.length);
    list.replaceChildren(...lines.map(([item, left]) => { const line = document.createElement("li"); line.textContent = `«${item.title}»: chưa ${left.join(", chưa ")}`; return line; }));
    if (chosen.length && !lines.length) { const line = document.createElement("li"); line.textContent = "Đã nghe và mở đủ các dạng của mọi bài được chọn."; list.append(line); }
    if (count) count.textContent = chosen.length;
    if (button) button.disabled = !chosen.length;
  }
  for (const item of items) {
    const mark = (code, text) => {
      item.seen.add(code);
      const place = item.box.querySelector(`[data-mark="${code.replace("-part", "")}"]`);
      if (place) { place.textContent = text; if (!code.endsWith("-part")) place.dataset.done = ""; }
      tell();
    };
    for (const one of item.box.querySelectorAll("details")) one.addEventListener("toggle", () => {
      if (!one.open) return;
      const frame = one.querySelector("iframe");
      if (frame && !frame.src) frame.src = frame.dataset.src;
      if (one.dataset.seen) mark(one.dataset.seen, "đã mở");
    });
    const sound = item.box.querySelector("audio[data-seen]");
    if (sound) {
      sound.addEventListener("play", () => {
        for (const other of page.querySelectorAll("audio")) if (other !== sound) other.pause();
        if (!item.seen.has("sound")) mark("sound-part", "đã nghe một phần");
      });
      sound.addEventListener("ended", () => mark("sound", "đã nghe hết"));
    }
    item.tick.addEventListener("change", tell);
  }
  const carry = (target, some) => {
    for (const item of some) for (const code of item.seen) {
      const field = document.createElement("input");
      field.type = "hidden"; field.name = `seen-${item.key}`; field.value = code; target.append(field);
    }
  };
  if (form) form.addEventListener("submit", (event) => { carry(form, items); setTimeout(() => { if (!event.defaultPrevented && button) button.disabled = true; }); });
  for (const back of page.querySelectorAll("form[data-return]")) back.addEventListener("submit", (event) => {
    const own = back.querySelector("[name=reason]"), chosen = back.querySelector("[name=chosen]:checked");
    if (!(chosen && chosen.value) && !own.value.trim()) { event.preventDefault(); own.setCustomValidity("Trả lại cần có lý do để người viết biết sửa gì."); own.reportValidity(); own.addEventListener("input", () => own.setCustomValidity(""), { once: true }); return; }
    carry(back, items.filter((item) => item.box.contains(back)));
  });
  window.addEventListener("pageshow", tell);
  tell();
})();
