/* Forms of Hoạt động: tells of a late entry while the day is chosen; ticks a whole unit; sends once. */
(() => {
  const day = document.querySelector("#id_day"), late = document.querySelector("[data-late]");
  const tell = () => { late.hidden = !(day.value && (new Date(day.max) - new Date(day.value)) / 864e5 > 7); };
  if (day && late) { day.addEventListener("change", tell); tell(); }
  document.querySelectorAll("[data-unit]").forEach((unit) => {
    const button = unit.querySelector("[data-all]");
    const boxes = [...unit.querySelectorAll("input[type=checkbox]")];
    button.hidden = boxes.length < 2;
    button.addEventListener("click", () => {
      const all = boxes.every((box) => box.checked);
      boxes.forEach((box) => { box.checked = !all; });
    });
  });
  document.querySelector("form.lt-form")?.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  addEventListener("pageshow", () => { delete document.querySelector("form.lt-form")?.dataset.sent; });
})();
