/* Ghi lượt phát tay: what was ticked is kept on the phone until it was written down. Photos are not. */
(() => {
  const form = document.querySelector("form[data-kept]"), mark = "lt-phat-tay:";
  const clean = () => Object.keys(localStorage).filter((name) => name.startsWith(mark)).forEach((name) => { if (JSON.parse(localStorage[name]).sent) localStorage.removeItem(name); });
  try {
    if (!form) { clean(); return; }
    const name = mark + form.dataset.kept, told = form.querySelector("[data-told]");
    const boxes = () => [...form.querySelectorAll("input[type=checkbox]")];
    const texts = () => [...form.querySelectorAll("input[type=date],input[type=time],input[type=number],select,input[name=key]")];
    const keep = (sent) => {
      const held = { sent, ticks: boxes().map((box) => [box.name, box.value, box.checked]), words: texts().map((field) => [field.name, field.value]), at: Date.now() };
      localStorage[name] = JSON.stringify(held);
      if (!sent) told.textContent = `Đã giữ trên máy ${new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" })}`;
    };
    const kept = localStorage[name] && JSON.parse(localStorage[name]);
    const isBack = kept && Date.now() - kept.at < 8 * 864e5 && !form.querySelector(".lt-field__wrong") && !document.querySelector("[role=alert]");
    if (isBack) {
      for (const [field, value, ticked] of kept.ticks) for (const box of boxes()) if (box.name === field && box.value === value) box.checked = ticked;
      for (const [field, value] of kept.words) for (const one of texts()) if (one.name === field) one.value = value;
      told.textContent = "Đang hiện điều đã chọn lần trước, chưa ghi vào sổ. Ảnh cần chọn lại.";
    }
    form.addEventListener("input", (event) => { if (event.target.type !== "file") keep(false); });
    form.addEventListener("submit", (event) => { if (form.dataset.sent) event.preventDefault(); form.dataset.sent = "1"; keep(true); });
    addEventListener("pageshow", () => { delete form.dataset.sent; });
  } catch { /* a browser that keeps nothing still writes down */ }
})();
