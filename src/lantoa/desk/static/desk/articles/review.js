/* The panels beside the text: what to look at again. One click goes there, or mends it. */
(() => {
  const form = document.getElementById("lt-write");
  const panel = document.getElementById("lt-review");
  const mending = document.getElementById("lt-mend");

  /* The field or block of a place such as title, sheet:who, block:<id>. */
  function fieldOf(place) {
    const [kind, name] = place.split(/:(.*)/);
    if (kind === "block") {
      const block = form.querySelector(`[data-streamfield-child][data-contentpath="${CSS.escape(name)}"]`);
      return block && (block.querySelector("[contenteditable=true], textarea, input[type=text]") || block);
    }
    if (kind === "sheet") return form.querySelector(`[data-sheet]:not([hidden]) [name$="_${CSS.escape(name)}"]`);
    return form.querySelector(`[name="${CSS.escape(kind)}"]`);
  }
  function go(place, quote) {
    const field = fieldOf(place);
    if (!field) return;
    const folded = field.closest("details");
    if (folded) folded.open = true;
    if (matchMedia("(max-width: 900px)").matches) document.getElementById("lt-tab-write").click();
    const lit = field.closest("[data-streamfield-child]") || field;
    lit.scrollIntoView({ block: "center" });
    field.focus({ preventScroll: true });
    if (quote && field.setSelectionRange && field.value) {
      const at = field.value.indexOf(quote);
      if (at >= 0) field.setSelectionRange(at, at + quote.length);
    }
    lit.classList.add("lt-lit");
    setTimeout(() => lit.classList.remove("lt-lit"), 2500);
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-go], [data-mend]");
    if (!button) return;
    if (button.dataset.go) { go(button.dataset.go, button.dataset.quote); return; }
    button.disabled = true;
    form.dispatchEvent(new CustomEvent("lt-save", { detail: (isSaved) => {
      if (!isSaved) { button.disabled = false; return; }
      mending.action = `${form.getAttribute("action")}sua-cho/`;
      mending.elements.base.value = form.elements.base.value;
      mending.elements.key.value = button.dataset.mend;
      mending.submit();
    } }));
  });
  panel.hidden = true;
})();
