/* The editor saves by itself, keeps the preview in step, and never takes the focus. */
(() => {
  const form = document.getElementById("lt-write");
  const frame = document.getElementById("lt-frame");
  const tabs = [...document.querySelectorAll(".lt-preview [role=tab]")];
  const base = form.querySelector("[name=base]");
  const EVERY = 800;
  let last = null, saving = false, stopped = false, address = form.dataset.saved === "1" ? form.getAttribute("action") : "";
  let shown = "";

  const written = () => { const data = new FormData(form); data.delete("base"); return new URLSearchParams(data).toString(); };
  const saved = (text, state) => { const place = document.getElementById("lt-saved"); place.textContent = text; place.dataset.state = state || ""; };

  /* Only what a person does counts as a change: editors settle their own fields after loading. */
  const begin = () => { if (last === null) last = written(); };
  for (const kind of ["focusin", "pointerdown", "keydown", "beforeinput", "drop"]) form.addEventListener(kind, begin, true);

  async function save() {
    if (last === null || saving || stopped) return;
    const now = written();
    if (now === last) return;
    saving = true;
    try {
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" }, redirect: "manual" });
      if (answer.status === 422) { stopped = true; saved((await answer.json()).sentence, "wrong"); return; }
      if (!answer.ok) throw new Error(answer.status);
      take(await answer.json());
      last = now;
    } catch { saved("Chưa lưu được: mất liên lạc với máy chủ. Lời đang gõ vẫn còn trên màn hình; chương trình tự thử lại.", "wrong"); }
    finally { saving = false; }
  }
  function take(news) {
    base.value = news.base;
    document.getElementById("lt-title").textContent = news.title;
    document.getElementById("lt-products").innerHTML = news.products;
    document.getElementById("lt-foot").innerHTML = news.foot;
    form.setAttribute("action", news.address);
    address = news.address;
    if (location.pathname !== address) history.replaceState(null, "", address);
    document.querySelector(".lt-panel__empty").hidden = true;
    refresh();
  }
  setInterval(save, EVERY);
  addEventListener("keydown", (event) => { if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); begin(); save(); } });
  addEventListener("beforeunload", (event) => { if (last !== null && written() !== last) { save(); event.preventDefault(); } });

  /* Preview by channel */
  function show(tab) {
    for (const one of tabs) { one.setAttribute("aria-selected", String(one === tab)); one.tabIndex = one === tab ? 0 : -1; }
    document.body.dataset.showing = tab.dataset.form;
    if (!tab.dataset.form) return;
    document.getElementById("lt-panel").setAttribute("aria-labelledby", tab.id);
    shown = tab.dataset.form;
    frame.title = `Xem trước: ${tab.textContent}`;
    refresh(true);
  }
  async function refresh(anew) {
    if (!address || !shown) return;
    const source = `${address}xem/${shown}/`;
    if (anew || frame.hidden) { frame.hidden = false; frame.src = source; return; }
    const answer = await fetch(source).catch(() => null);
    if (!answer || !answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const body = frame.contentDocument && frame.contentDocument.body;
    if (body && body.innerHTML !== page.body.innerHTML) body.innerHTML = page.body.innerHTML;
  }
  for (const tab of tabs) {
    tab.addEventListener("click", () => show(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const seen = tabs.filter((one) => one.offsetParent);
      const next = seen[(seen.indexOf(tab) + step + seen.length) % seen.length];
      next.focus(); show(next);
    });
  }
  const narrow = matchMedia("(max-width: 900px)").matches;
  const first = tabs.find((tab) => tab.dataset.form);
  if (narrow) show(tabs[0]); else if (first) show(first);

  /* Names that the CMS's fields lack, for those who hear the screen. */
  const name = () => {
    for (const box of form.querySelectorAll("[role=textbox]:not([aria-label]):not([aria-labelledby])")) box.setAttribute("aria-label", "Đoạn văn");
    for (const box of form.querySelectorAll("[role=combobox]:not([aria-label])")) box.setAttribute("aria-label", "Thêm vào bài");
    for (const box of form.querySelectorAll(".lt-body input[type=text]:not([aria-label]):not([id])")) box.setAttribute("aria-label", "Nội dung khối");
  };
  new MutationObserver(name).observe(form, { childList: true, subtree: true });
  name();
})();
