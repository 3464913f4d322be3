/* Nghe thử, and the part that follows typing. */
(() => {
  const at = document.currentScript.dataset.hearAt;
  const told = document.getElementById("lt-hear-told");
  let playing = null, button = null;

  const stop = () => { if (playing) playing.pause(); if (button) button.classList.remove("is-playing"); playing = button = null; };
  function tell(sentence) { told.textContent = sentence; told.hidden = !sentence; }

  async function why(address) {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (!answer) return "Chưa nghe được: mất liên lạc với máy chủ. Điều đã gõ vẫn còn.";
    if (answer.ok) return "Trình duyệt chưa phát được tiếng. Kiểm tra loa của máy rồi bấm lại.";
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.body.textContent.trim() || "Chưa nghe được. Điều đã gõ vẫn còn.";
  }
  function play(name, words, from) {
    stop(); tell("");
    const address = `${at}?${new URLSearchParams({ [name]: words })}`;
    playing = new Audio(address); button = from;
    from.classList.add("is-playing");
    playing.addEventListener("ended", stop);
    playing.play().catch(async () => { stop(); tell(await why(address)); });
  }
  document.addEventListener("click", (event) => {
    const one = event.target.closest("[data-hear], [data-hear-field]");
    if (!one) return;
    if (one.classList.contains("is-playing")) { stop(); return; }
    if (one.dataset.hear !== undefined) { play("doc", one.dataset.hear, one); return; }
    const name = one.dataset.hearField;
    play(name, document.getElementById(name).value, one);
  });

  const form = document.getElementById("lt-word");
  if (!form) return;
  const place = document.getElementById("lt-effect");
  let waiting = null, turn = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const mine = ++turn, asked = new URLSearchParams({ tu: form.tu.value, doc: form.doc.value });
      const answer = await fetch(`${form.dataset.effect}?${asked}`).catch(() => null);
      if (answer && answer.ok && mine === turn) place.innerHTML = await answer.text();
    }, 400);
  });
})();
