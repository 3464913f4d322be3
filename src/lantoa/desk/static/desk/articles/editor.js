/* The editor saves by itself, keeps the preview in step, and never takes the focus. */
(() => {
  const form = document.getElementById("lt-write");
  const frame = document.getElementById("lt-frame");
  const tabs = [...document.querySelectorAll(".lt-preview [role=tab]")];
  const base = form.querySelector("[name=base]");
  const EVERY = 800;
  /* A new draft has a key from the first letter on: the same save sent again, because its answer
     was lost, leads to the same article. Made anew here, whatever the browser remembers. */
  const key = form.querySelector("[name=draft_key]");
  if (key) key.value = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  let last = null, refused = null, saving = false, stopped = false, address = form.dataset.saved === "1" ? form.getAttribute("action") : "";
  let shown = "";

  const written = () => { const data = new FormData(form); data.delete("base"); return new URLSearchParams(data).toString(); };
  const saved = (text, state) => { const place = document.getElementById("lt-saved"); place.textContent = text; place.dataset.state = state || ""; };

  /* A paragraph hands its words to the form once nobody has typed for a quarter of a second: who
     types on and on would never be saved. The one that is written in is asked for them. */
  const settle = () => {
    const box = document.activeElement && document.activeElement.closest("[data-draftail-editor-wrapper]");
    const field = box && [...box.parentNode.children].find((one) => one.draftailEditor);
    if (field) field.draftailEditor.saveState();
  };

  /* Only what a person does counts as a change: editors settle their own fields after loading. */
  const begin = () => { if (last === null) last = written(); };
  for (const kind of ["focusin", "pointerdown", "keydown", "beforeinput", "drop"]) form.addEventListener(kind, begin, true);

  /* Until the server has it, this machine keeps what was typed: neither a dead server nor a dead
     browser loses it. It is kept for this person only, and goes with the next save. */
  const found = document.getElementById("lt-found");
  const shelf = (path) => `lt-typed:${found.dataset.who}:${path}`;
  const keep = (typed) => { try { localStorage.setItem(shelf(form.getAttribute("action")), JSON.stringify({ at: Date.now(), base: base.value, typed })); } catch { /* no room: the screen still has it */ } };
  const drop = (path) => { try { localStorage.removeItem(shelf(path)); } catch { /* nothing is kept */ } };
  const WEEK = 7 * 24 * 3600 * 1000;
  function offer() {
    const path = form.getAttribute("action");
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(shelf(path))); } catch { return; }
    if (!kept || Date.now() - kept.at > WEEK) { drop(path); return; }
    const at = new Date(kept.at).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit" });
    found.innerHTML = "<p></p><p><button type=button class=lt-button>Lấy lại lời đã gõ</button> <button type=button class='lt-button lt-button--quiet'>Bỏ</button></p>";
    found.querySelector("p").textContent = `Máy này còn giữ lời gõ lúc ${at} chưa kịp lưu.`;
    const [back, away] = found.querySelectorAll("button");
    away.addEventListener("click", () => { drop(path); found.hidden = true; });
    back.addEventListener("click", async () => {
      const data = new URLSearchParams(kept.typed);
      data.set("base", kept.base);
      data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      const answer = await fetch(path, { method: "POST", body: data, headers: { "X-Autosave": "1" }, redirect: "manual" }).catch(() => null);
      if (answer && answer.ok) { drop(path); stopped = true; location.assign((await answer.json()).address); return; }
      const told = answer && [400, 413, 422].includes(answer.status) ? await why(answer) : "Chưa lấy lại được: mất liên lạc với máy chủ. Lời đã gõ vẫn còn trên máy này.";
      const words = [...new URLSearchParams(kept.typed)].filter(([name]) => ["title", "lead", "script", "post"].includes(name) || /^(sheet_|body-\d+-value)/.test(name)).map(([, value]) => { try { return JSON.parse(value).blocks.map((one) => one.text).join("\n"); } catch { return value; } }).filter(Boolean).join("\n\n");
      found.querySelector("p").textContent = told;
      const shown = document.createElement("textarea");
      shown.readOnly = true; shown.rows = 8; shown.value = words; shown.setAttribute("aria-label", "Lời đã gõ, để chép lại");
      if (!found.querySelector("textarea")) found.append(shown);
    });
    found.hidden = written() === kept.typed;
    if (found.hidden) drop(path);
  }
  setTimeout(offer, 1200); // when the fields have settled, to see whether the server has it already

  /* What the server did take in and did not keep; sending the same again would end the same. */
  const TOO_LONG = "Bài dài hơn mức máy chủ nhận một lần nên chưa lưu. Lời đang gõ vẫn còn trên màn hình và trên máy này. Gộp bớt các đoạn, hoặc chuyển phần cuối sang bài khác.";
  const why = async (answer) => { try { return (await answer.json()).sentence || TOO_LONG; } catch { return TOO_LONG; } };

  async function save() {
    if (last === null || saving || stopped || form.dataset.held) return;
    settle();
    const now = written();
    if (now === last || now === refused) return; // what was refused is tried again when it changed
    keep(now);
    saving = true;
    try {
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new FormData(form), headers: { "X-Autosave": "1" }, redirect: "manual" });
      if ([400, 413, 422].includes(answer.status)) { refused = now; saved(await why(answer), "wrong"); return; }
      if (!answer.ok) throw new Error(answer.status);
      const before = form.getAttribute("action");
      take(await answer.json());
      last = now;
      drop(before);
    } catch { saved("Chưa lưu được: mất liên lạc với máy chủ. Lời đang gõ vẫn còn trên màn hình; chương trình tự thử lại.", "wrong"); }
    finally { saving = false; }
  }
  function take(news) {
    base.value = news.base;
    document.getElementById("lt-title").textContent = news.title;
    document.getElementById("lt-products").innerHTML = news.products;
    document.getElementById("lt-foot").innerHTML = news.foot;
    for (const [name, side] of Object.entries(news.sides)) {
      const panel = document.getElementById(`lt-${name}`);
      const isUsed = panel.contains(document.activeElement) || [...panel.querySelectorAll("textarea, input[type=file]")].some((one) => one.value);
      if (!isUsed) { panel.innerHTML = side.html; if (window.htmx) htmx.process(panel); }
      document.querySelector(`[data-count="${name}"]`).textContent = side.count || "";
    }
    form.setAttribute("action", news.address);
    address = news.address;
    if (location.pathname !== address) history.replaceState(null, "", address);
    document.querySelector(".lt-panel__empty").hidden = true;
    refresh();
  }
  setInterval(save, EVERY);
  /* Only while a form is being made: how far it is. */
  setInterval(async () => {
    const list = document.getElementById("lt-product-list");
    if (!address || !list || !list.querySelector("[data-busy]") || list.contains(document.activeElement)) return;
    const answer = await fetch(`${address}san-pham/`, { redirect: "manual" }).catch(() => null);
    if (answer && answer.ok) list.innerHTML = await answer.text();
  }, 2000);
  /* What must see the newest words asks for them first: detail(isSaved) is called when they are. */
  form.addEventListener("lt-save", async (event) => {
    begin();
    while (saving) await new Promise((go) => setTimeout(go, 100));
    await save();
    const isSaved = !stopped && written() === last && form.dataset.saved !== "" && Boolean(address);
    if (isSaved) last = written();
    event.detail(isSaved);
  });
  addEventListener("keydown", (event) => { if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); begin(); save(); } });
  addEventListener("beforeunload", (event) => { settle(); if (last !== null && written() !== last) { save(); event.preventDefault(); } });

  /* Preview by channel */
  function show(tab) {
    for (const one of tabs) { one.setAttribute("aria-selected", String(one === tab)); one.tabIndex = one === tab ? 0 : -1; }
    tab.scrollIntoView({ inline: "nearest", block: "nearest" });
    const side = tab.dataset.side || "";
    for (const panel of document.querySelectorAll(".lt-preview > [role=tabpanel]")) panel.hidden = panel.id !== (side || "lt-panel");
    document.body.dataset.showing = tab.dataset.form || side;
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

  /* Names that the CMS's fields lack, for those who hear the screen; its blocks are no landmarks. */
  const name = () => {
    for (const block of form.querySelectorAll(".lt-body section.w-panel:not([role])")) block.setAttribute("role", "group");
    for (const box of form.querySelectorAll("[role=textbox]:not([aria-label]):not([aria-labelledby])")) box.setAttribute("aria-label", "Đoạn văn");
    for (const box of form.querySelectorAll("[role=combobox]:not([aria-label])")) box.setAttribute("aria-label", "Thêm vào bài");
    for (const box of form.querySelectorAll(".lt-body :is(input:not([type=hidden]), textarea, select):not([aria-label]):not([aria-labelledby])")) {
      if (box.labels && box.labels.length) continue;
      const panel = box.closest(".w-panel"), head = panel && panel.querySelector("[data-panel-heading]");
      if (head && head.id) box.setAttribute("aria-labelledby", head.id); else box.setAttribute("aria-label", "Nội dung khối");
    }
  };
  new MutationObserver(name).observe(form, { childList: true, subtree: true });
  name();
})();
