/* Kế hoạch: a field and its sentence show each other, doubts are walked, files are dropped. */
(() => {
  const reading = () => document.getElementById("reading");
  const shown = { id: "", at: -1, scroll: [0, 0] };

  const show = (id, from) => {
    const field = document.getElementById(id);
    if (!field || !reading()) return;
    reading().querySelectorAll(".is-shown").forEach((each) => each.classList.remove("is-shown"));
    field.classList.add("is-shown");
    shown.id = id;
    const lines = [];
    for (let n = Number(field.dataset.from); n && n <= Number(field.dataset.to); n += 1) {
      const line = document.getElementById(`d${n}`);
      if (line) { line.classList.add("is-shown"); lines.push(line); }
    }
    if (from !== "document" && lines.length) scroll(".lt-document", lines[0]);
    if (from !== "field") matchMedia("(max-width: 900px)").matches
      ? field.scrollIntoView({ block: "start" }) : scroll(".lt-fields", field);
  };
  const scroll = (pane, target) => {
    const box = reading().querySelector(pane);
    const top = target.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
    box.scrollTop = Math.max(top - box.clientHeight / 3, 0);
  };
  const doubts = () => [...reading().querySelectorAll("[data-doubt]")]
    .sort((one, other) => one.dataset.doubt - other.dataset.doubt);
  const nextDoubt = () => {
    const all = doubts();
    if (!all.length) return;
    const here = all.findIndex((each) => each.id === shown.id);
    shown.at = (here >= 0 ? here + 1 : Math.max(shown.at, 0)) % all.length;
    show(all[shown.at].id);
    all[shown.at].querySelector("select, button, a")?.focus({ preventScroll: true });
    const button = reading().querySelector("[data-next-doubt]");
    if (button) button.textContent = `Tới chỗ ngờ ${(shown.at + 1) % all.length + 1} trên ${all.length}`;
  };

  document.addEventListener("click", (event) => {
    if (!reading()) return;
    if (event.target.closest("[data-next-doubt]")) { event.preventDefault(); nextDoubt(); return; }
    const cancel = event.target.closest("[data-cancel]");
    if (cancel && cancel.closest("[data-form]")) {
      event.preventDefault();
      cancel.closest("[data-form]").replaceChildren();
      return;
    }
    const line = event.target.closest(".lt-paper [data-field]");
    if (line) { show(line.dataset.field, "document"); return; }
    const link = event.target.closest("[data-show]");
    if (link) { event.preventDefault(); show(link.dataset.show, "field"); return; }
    const field = event.target.closest(".lt-read");
    if (field && !event.target.closest("form")) show(field.id, "field");
  });
  document.addEventListener("keydown", (event) => {
    if (!reading() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { event.target.closest("[data-form]")?.replaceChildren(); return; }
    if (event.target.closest("input, textarea, select")) return;
    const field = document.getElementById(shown.id);
    if (event.key === "n" || event.key === "N") { event.preventDefault(); nextDoubt(); }
    if ((event.key === "e" || event.key === "E") && field) {
      event.preventDefault(); field.querySelector(".lt-edit")?.click();
    }
    if (event.key === "Enter" && field && !event.target.closest("a, button")) {
      field.querySelector("[data-accept]")?.click();
    }
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "reading" || event.detail.xhr.status >= 400) return;
    shown.scroll = [".lt-document", ".lt-fields"].map((pane) => reading().querySelector(pane).scrollTop);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!reading() || event.target.id !== "reading") {
      event.target.querySelector?.("[name=value]")?.focus();
      return;
    }
    [".lt-document", ".lt-fields"].forEach((pane, n) => { reading().querySelector(pane).scrollTop = shown.scroll[n]; });
    const field = document.getElementById(shown.id);
    if (field) { field.classList.add("is-shown"); field.querySelector(".lt-edit")?.focus({ preventScroll: true }); }
  });
  // A refusal is told inside the field's form and leaves the screen as it was.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status !== 422 || !reading()) return;
    const form = event.detail.requestConfig.elt.closest("form");
    if (!form) return;
    event.detail.target = form.querySelector("[data-told]") || form.appendChild(
      Object.assign(document.createElement("div"), { className: "lt-told" }));
    event.detail.target.dataset.told = "";
    event.detail.swapOverride = "innerHTML";
  });

  document.addEventListener("change", (event) => {
    if (event.target.id !== "add-kind") return;
    const chosen = event.target.selectedOptions[0];
    document.querySelector("[data-add-label]").textContent = chosen.dataset.hint;
  });

  const drop = document.querySelector("[data-drop]");
  if (drop) {
    const input = drop.querySelector("input");
    const name = () => { if (input.files[0]) drop.querySelector("[data-name]").textContent = input.files[0].name; };
    ["dragenter", "dragover"].forEach((kind) => drop.addEventListener(kind, (event) => {
      event.preventDefault(); drop.classList.add("is-over"); }));
    ["dragleave", "drop"].forEach((kind) => drop.addEventListener(kind, () => drop.classList.remove("is-over")));
    drop.addEventListener("drop", (event) => { event.preventDefault(); input.files = event.dataTransfer.files; name(); });
    input.addEventListener("change", name);
  }
  document.querySelector("[data-print]")?.addEventListener("click", () => print());
})();
