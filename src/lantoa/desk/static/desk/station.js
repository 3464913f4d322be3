// In: the page prints itself.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
// What a leader heard of a kit to its end goes with the decision.
for (const card of document.querySelectorAll("[data-kit]")) {
  const form = card.querySelector("[data-kit-decision]");
  if (!form) continue;
  for (const sound of card.querySelectorAll("[data-heard]")) {
    sound.addEventListener("ended", () => {
      if (form.querySelector(`[value="${sound.dataset.heard}"]`)) return;
      const field = document.createElement("input");
      field.type = "hidden"; field.name = "seen"; field.value = sound.dataset.heard;
      form.append(field);
    });
  }
}
