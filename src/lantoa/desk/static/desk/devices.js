// Cụm loa: hovering or focusing a row outlines its hamlet on the map, and the reverse.
(() => {
  const near = (hamlet, is) => {
    document.querySelectorAll(`polygon[data-hamlet="${hamlet}"]`).forEach((one) => one.classList.toggle("lt-near", is));
  };
  document.querySelectorAll(".lt-devices-list tr[data-hamlet]").forEach((row) => {
    const hamlet = row.dataset.hamlet;
    row.addEventListener("mouseenter", () => near(hamlet, true));
    row.addEventListener("mouseleave", () => near(hamlet, false));
    row.addEventListener("focusin", () => near(hamlet, true));
    row.addEventListener("focusout", () => near(hamlet, false));
  });
  document.querySelectorAll("polygon[data-hamlet]").forEach((cell) => {
    const rows = () => document.querySelectorAll(`.lt-devices-list tr[data-hamlet="${cell.dataset.hamlet}"]`);
    cell.addEventListener("mouseenter", () => rows().forEach((row) => { row.classList.add("lt-near"); }));
    cell.addEventListener("mouseleave", () => rows().forEach((row) => { row.classList.remove("lt-near"); }));
  });
})();
