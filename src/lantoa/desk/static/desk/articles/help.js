/* Trợ giúp viết: asked by a click, answered in pieces; each is taken by a click, or not at all. */
(() => {
  const form = document.getElementById("lt-write");
  const panel = document.getElementById("lt-help");
  if (!panel) return;
  const state = document.getElementById("lt-help-state");
  const list = document.getElementById("lt-help-pieces");
  const buttons = [...panel.querySelectorAll("[data-ask]")];
  const into = { shorter: ["lead", "Thêm vào tóm tắt"], script: ["script", "Thêm vào lời phát thanh"], headline: ["title", "Dùng làm tiêu đề"] };
  const busy = (is) => { for (const one of buttons) one.disabled = is; };
  const say = (text, wrong) => { state.textContent = text; state.classList.toggle("lt-warn", Boolean(wrong)); };

  function take(kind, text, button) {
    const field = form.elements[into[kind][0]];
    const folded = field.closest("details");
    if (folded) folded.open = true;
    field.dispatchEvent(new Event("focusin", { bubbles: true }));
    field.value = kind === "headline" ? text : [field.value.trim(), text].filter(Boolean).join(kind === "script" ? "\n" : " ");
    form.elements.used_help.value = "1";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    button.disabled = true; button.textContent = "Đã dùng";
  }
  function show(news) {
    list.replaceChildren(...news.pieces.map((text) => {
      const row = document.createElement("li"), words = document.createElement("p"), button = document.createElement("button");
      words.textContent = text;
      button.type = "button"; button.className = "lt-button lt-button--quiet"; button.textContent = into[news.kind][1];
      button.addEventListener("click", () => take(news.kind, text, button));
      row.append(words, button);
      return row;
    }));
    say(`${news.pieces.length} gợi ý.${news.masked ? ` Đã che ${news.masked} chỗ trước khi gửi.` : ""}`);
  }
  async function ask(kind) {
    busy(true); list.replaceChildren(); say("Đang hỏi, thường dưới nửa phút. Viết tiếp được trong lúc chờ.");
    try {
      const saved = await new Promise((done) => form.dispatchEvent(new CustomEvent("lt-save", { detail: done })));
      if (!saved) { say("Bài chưa lưu được nên chưa hỏi. Bài giữ nguyên.", true); return; }
      const address = `${form.getAttribute("action")}tro-giup/`;
      const body = new FormData(); body.append("kind", kind); body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      const first = await fetch(address, { method: "POST", body, redirect: "manual" });
      const told = await first.json();
      if (!told.ask) { say(told.sentence, true); return; }
      for (let turn = 0; turn < 60; turn += 1) {
        await new Promise((go) => setTimeout(go, 1000));
        const news = await (await fetch(`${address}${told.ask}/`)).json();
        if (news.state === "failed") { say(news.sentence, true); return; }
        if (news.state === "answered") { show(news); return; }
      }
      say("Máy chủ trợ giúp trả lời quá chậm. Bài giữ nguyên; viết tay như thường.", true);
    } catch { say("Mất liên lạc với máy chủ của xã. Bài giữ nguyên; thử lại sau.", true); } finally { busy(false); }
  }
  for (const one of buttons) one.addEventListener("click", () => ask(one.dataset.ask));
})();
