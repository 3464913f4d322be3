/* One person writes at a time. The editor says every ten seconds that it is open; who waits sees
   who writes and may ask; who is asked hands over or keeps. What was typed is saved first. */
(() => {
  const bar = document.getElementById("lt-hold");
  if (!bar) return;
  const form = document.getElementById("lt-write");
  const says = bar.querySelector("[data-hold-says]");
  const token = form.elements.csrfmiddlewaretoken.value;
  let isMine = bar.dataset.mine === "1", left = false;

  const button = (act) => bar.querySelector(`[data-hold=${act}]`);
  const freeze = () => { form.inert = !isMine; form.classList.toggle("lt-write--held", !isMine); form.dataset.held = isMine ? "" : "1"; };
  async function tell(act) {
    const data = new FormData();
    data.set("act", act || "");
    const answer = await fetch(bar.dataset.address, { method: "POST", body: data, headers: { "X-CSRFToken": token }, redirect: "manual" }).catch(() => null);
    if (answer && answer.ok) show(await answer.json());
  }
  function show(news) {
    if (news.is_mine && !isMine) { location.reload(); return; }
    if (!news.is_mine && isMine) { isMine = false; freeze(); says.textContent = `Đã trao bài cho ${news.holder}. Mọi chữ đã gõ đều đã lưu. Trang này chỉ xem.`; }
    else if (!news.is_mine && news.is_free) says.textContent = "Bài đang rảnh, không ai sửa. Trang này chỉ xem.";
    else if (!news.is_mine) says.textContent = news.i_asked ? `Đã xin ${news.holder} trao bài. Nếu không trả lời, bài chuyển sang máy này sau ${Math.ceil(news.seconds_left / 60)} phút.` : `${news.holder} đang sửa bài này từ ${news.since}. Trang này chỉ xem.`;
    else if (news.asks_me) says.textContent = `${news.asker} xin sửa tiếp bài này. Không trả lời thì bài được trao sau ${Math.ceil(news.seconds_left / 60)} phút.`;
    bar.hidden = news.is_mine && !news.asks_me;
    button("ask").hidden = news.is_mine || news.i_asked;
    button("ask").textContent = news.is_free ? "Sửa tiếp" : "Xin sửa tiếp";
    button("give").hidden = button("keep").hidden = !news.asks_me;
  }
  bar.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-hold]");
    if (!pressed) return;
    if (pressed.dataset.hold !== "give") { tell(pressed.dataset.hold); return; }
    form.dispatchEvent(new CustomEvent("lt-save", { detail: (isSaved) => { if (isSaved) tell("give"); } }));
  });
  /* Whoever only waits hears sooner. */
  let turn = 0;
  setInterval(() => { turn += 1; if (!isMine) tell("look"); else if (turn % 2 === 0) tell(""); }, 5000);
  addEventListener("pagehide", () => {
    if (left || !isMine) return;
    left = true;
    const data = new FormData();
    data.set("act", "leave");
    data.set("csrfmiddlewaretoken", token);
    navigator.sendBeacon(bar.dataset.address, data);
  });
  addEventListener("pageshow", (event) => { if (event.persisted) { left = false; tell(""); } });
  freeze();
})();
