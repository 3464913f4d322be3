/* The lock over an open tab: what was typed stays under it. The server says when; polls do not count as somebody. */
(() => {
  const place = document.getElementById("lt-lock");
  if (!place) return;
  const form = place.querySelector("form"), password = place.querySelector("[type=password]"), said = place.querySelector("[role=alert]");
  const TELL_EVERY = 60000, real = window.fetch.bind(window);
  let told = Date.now();

  const say = (sentence) => { said.textContent = sentence; said.hidden = !sentence; };
  function show(kind) {
    if (place.dataset.kind !== kind) say("");
    place.dataset.kind = kind;
    for (const part of place.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== kind;
    if (!place.open) { place.showModal(); password.value = ""; (kind === "locked" ? password : place.querySelector("a")).focus(); }
  }
  const look = (answer) => { if (answer.status === 423) show("locked"); else if (answer.status === 401) show("over"); return answer; };
  window.fetch = async (...what) => look(await real(...what));
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (look(event.detail.xhr).status === 423 || event.detail.xhr.status === 401) { event.detail.shouldSwap = false; event.detail.isError = false; }
  });
  /* A poll is no person: only what somebody did carries on the session. */
  document.addEventListener("htmx:configRequest", (event) => {
    const cause = event.detail.triggeringEvent;
    if (!cause || !cause.isTrusted) event.detail.headers["X-Passive"] = "1";
  });

  const ask = (passive) => real(place.dataset.here, { headers: passive ? { Accept: "application/json", "X-Passive": "1" } : { Accept: "application/json" } }).then(look).catch(() => null);
  for (const kind of ["keydown", "pointerdown", "input"]) {
    document.addEventListener(kind, () => { if (!place.open && Date.now() - told > TELL_EVERY) { told = Date.now(); ask(false); } }, true);
  }
  document.addEventListener("visibilitychange", async () => {
    if (document.hidden) return;
    const answer = await ask(true);
    if (answer && answer.ok && (await answer.json()).account === place.dataset.account) renew();
  });

  /* After another sign-in the forms of this page take over the new mark against forged requests. */
  function renew() {
    const kept = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="));
    if (kept) for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = kept.slice(10);
  }
  async function back() {
    const answer = await ask(true);
    if (!answer) { say("Mất liên lạc với máy chủ. Điều đã gõ vẫn còn; thử lại."); return; }
    if (!answer.ok) { say("Chưa đăng nhập lại."); return; }
    if ((await answer.json()).account !== place.dataset.account) { say("Đang đăng nhập bằng tài khoản khác. Đăng nhập đúng tài khoản của trang này."); return; }
    renew();
    place.close();
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await real(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } }).catch(() => null);
    password.select();
    if (!answer) { say("Mất liên lạc với máy chủ. Điều đã gõ vẫn còn; thử lại."); return; }
    if (answer.status === 401) { show("over"); return; }
    const news = await answer.json().catch(() => ({ sentence: "Chưa mở được. Tải lại trang." }));
    if (!answer.ok) { say(news.sentence); return; }
    told = Date.now();
    say("");
    password.value = "";
    place.close();
  });
  place.addEventListener("cancel", (event) => event.preventDefault());
  place.querySelector("[data-back]").addEventListener("click", back);
})();
