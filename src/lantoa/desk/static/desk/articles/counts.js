/* Words for networks are counted while they are typed; the preview beside says what is cut. */
(() => {
  const figure = new Intl.NumberFormat("vi-VN");
  for (const box of document.querySelectorAll("textarea[data-count]")) {
    const line = document.createElement("span");
    line.className = "lt-field__help"; line.id = `${box.id}-count`;
    box.after(line);
    box.setAttribute("aria-describedby", line.id);
    const most = Number(box.dataset.count) || 0, folded = Number(box.dataset.folded) || 0;
    const tell = () => {
      const length = [...box.value.normalize("NFC").trim()].length;
      const over = most && length > most;
      line.classList.toggle("lt-warn", Boolean(over));
      line.hidden = !length;
      line.textContent = `${figure.format(length)}${most ? ` trên ${figure.format(most)}` : ""} chữ cái`
        + (over ? `, dài quá ${figure.format(length - most)}` : folded && length > folded ? `; sau khoảng ${figure.format(folded)} chữ cái là «Xem thêm»` : "") + ".";
    };
    box.addEventListener("input", tell);
    tell();
  }
})();
