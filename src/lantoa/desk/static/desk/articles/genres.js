/* The sheet, the hints and the example follow the genre that is chosen. */
(() => {
  const form = document.getElementById("lt-write");
  const chosen = form.elements.genre;
  const guides = JSON.parse(document.getElementById("lt-guides").textContent);
  const place = (name) => form.querySelector(`[data-genre-${name}]`);
  function follow() {
    const guide = guides.find((one) => one.genre === chosen.value);
    for (const sheet of form.querySelectorAll("[data-sheet]")) sheet.hidden = sheet.dataset.sheet !== chosen.value;
    if (!guide) return;
    place("name").textContent = guide.name;
    place("use").textContent = guide.use;
    place("example").href = guide.example;
    form.elements.title.placeholder = guide.title;
    form.elements.lead.placeholder = guide.lead;
  }
  chosen.addEventListener("change", follow);
  follow();
})();
