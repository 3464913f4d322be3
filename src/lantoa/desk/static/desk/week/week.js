/* Lịch tuần: cards are dragged to a day, or moved by keys; both send the same small form. */
(() => {
  const days = [...document.querySelectorAll(".lt-day")];
  const form = document.getElementById("lt-place");
  const link = (card) => card.querySelector("a") || card;
  const here = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  /* After the browser's own jump to the fragment, which would take the focus away again. */
  addEventListener("load", () => setTimeout(() => { if (here && here.matches(".lt-wcard")) { link(here).focus(); here.scrollIntoView({ block: "nearest" }); } }, 50));

  const send = (what, day) => { form.what.value = what; form.day.value = day; form.submit(); };

  /* Arrows: up and down within a day, left and right to the nearest day that has cards. */
  const step = (card, key) => {
    const column = card.closest(".lt-day, .lt-waside");
    const own = [...column.querySelectorAll(".lt-wcard")];
    const at = own.indexOf(card);
    if (key === "ArrowUp" || key === "ArrowDown") return own[at + (key === "ArrowUp" ? -1 : 1)];
    const columns = [...document.querySelectorAll(".lt-day, .lt-waside")].filter((one) => one === column || one.querySelector(".lt-wcard"));
    const next = columns[columns.indexOf(column) + (key === "ArrowLeft" ? -1 : 1)];
    if (!next) return null;
    const cards = next.querySelectorAll(".lt-wcard");
    return cards[Math.min(at, cards.length - 1)];
  };
  document.addEventListener("keydown", (event) => {
    const card = event.target.closest && event.target.closest(".lt-wcard");
    if (!card || event.target.closest("form") || !event.key.startsWith("Arrow") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!event.altKey) { const next = step(card, event.key); if (next) link(next).focus(); return; }
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!side || !form || !card.dataset.what) return;
    const column = card.closest(".lt-day");
    const to = days[days.indexOf(column) + side];
    if (to && to.dataset.day) send(card.dataset.what, to.dataset.day);
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector(".lt-wmove[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });
  if (!form) return;

  let dragged = null;
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest && event.target.closest("[data-what]");
    if (!dragged) return;
    event.dataTransfer.setData("text/plain", dragged.dataset.what);
    event.dataTransfer.effectAllowed = "move";
    dragged.classList.add("is-dragged");
  });
  document.addEventListener("dragend", () => {
    if (dragged) dragged.classList.remove("is-dragged");
    dragged = null;
    for (const day of days) day.classList.remove("is-over-it");
  });
  for (const day of days) {
    if (!day.dataset.day) continue;
    day.addEventListener("dragover", (event) => { if (dragged && dragged.closest(".lt-day") !== day) { event.preventDefault(); day.classList.add("is-over-it"); } });
    day.addEventListener("dragleave", (event) => { if (!day.contains(event.relatedTarget)) day.classList.remove("is-over-it"); });
    day.addEventListener("drop", (event) => { event.preventDefault(); if (dragged) send(dragged.dataset.what, day.dataset.day); });
  }
})();
