/* Báo cáo: the popover of a figure opens under its field, Esc returns to it; an edit can be left. */
(() => {
  const pop = document.getElementById("so-lieu");
  if (!pop) return;
  let field = null;
  const close = () => {
    if (pop.hidden) return;
    pop.hidden = true; pop.replaceChildren();
    if (field) { field.setAttribute("aria-expanded", "false"); field.focus(); field = null; }
  };
  const place = () => {
    const paper = pop.parentElement.getBoundingClientRect(), box = field.getBoundingClientRect();
    const left = Math.min(Math.max(12, box.left - paper.left), Math.max(12, paper.width - pop.offsetWidth - 12));
    pop.style.left = `${left}px`; pop.style.top = `${box.bottom - paper.top + 8}px`;
  };
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!event.target.matches(".lt-run")) return;
    close(); field = event.target;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target !== pop || !field) return;
    pop.hidden = false; field.setAttribute("aria-expanded", "true"); place(); pop.focus({ preventScroll: true });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !pop.hidden) { event.stopImmediatePropagation(); close(); }
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) return close();
    const cancel = event.target.closest("[data-cancel]");
    if (cancel) return cancel.closest(".lt-part__edit").replaceChildren();
    if (!pop.hidden && !pop.contains(event.target) && !event.target.closest(".lt-run")) close();
  });
})();
