/* A browser shows its date fields in the order of its own language, day and month exchanged on many
   office machines: beside the label stands the day in words, as the program understood it. */
(() => {
  const DAYS = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];
  const two = (number, below) => (number < below ? `0${number}` : number); /* as official papers write */
  const said = (value) => {
    const [year, month, day] = value.split("-").map(Number);
    if (!day) return "";
    return `${DAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()]}, ${two(day, 10)}/${two(month, 3)}/${year}`;
  };
  const show = (field) => {
    const label = field.labels && field.labels[0];
    if (!label) return;
    let words = label.querySelector(".lt-day-said");
    if (!words) {
      words = document.createElement("span");
      words.className = "lt-day-said";
      (label.contains(field) ? label.querySelector(".lt-label") || label : label).append(words);
    }
    words.textContent = said(field.value);
  };
  const each = (root) => root.querySelectorAll("input[type=date]").forEach(show);
  document.addEventListener("DOMContentLoaded", () => each(document));
  document.addEventListener("input", (event) => { if (event.target.matches("input[type=date]")) show(event.target); });
  document.addEventListener("htmx:load", (event) => each(event.target));
})();
