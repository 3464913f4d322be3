/* Sends a video in pieces: begin, pieces by offset, wait until it was looked at. What the server
   has is always asked of the server, so a broken line or a reload loses nothing. */
(() => {
  const form = document.getElementById("video-form"), box = document.getElementById("video-sending");
  if (!form || !box) return;
  const input = document.getElementById("video-file"), bar = box.querySelector("progress");
  const [words, pause, goOn, open] = ["words", "pause", "go-on", "open"].map((name) => box.querySelector(`[data-${name}]`));
  const PIECE = Number(form.dataset.piece), WAITS = [1, 2, 5, 10, 20, 30];
  const csrf = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const sleep = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
  const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(1).replace(".", ",").replace(",0", "") + " MB";
  let file = null, turn = 0;

  const say = (text) => { words.textContent = text; };
  const show = (state) => {
    pause.hidden = state !== "sending";
    goOn.hidden = state !== "paused";
    open.hidden = state !== "done";
  };
  const bytesOf = async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer());

  async function fingerprint() {
    const ends = [await bytesOf(0, 65536), await bytesOf(Math.max(0, file.size - 65536), file.size)];
    const all = new Uint8Array(ends[0].length + ends[1].length);
    all.set(ends[0]);
    all.set(ends[1], ends[0].length);
    return lanToaSha256(all);
  }

  /* Answers {sentence} for a refusal; throws when nobody answered. */
  async function ask(address, options = {}) {
    const answer = await fetch(address, { headers: {}, credentials: "same-origin", ...options });
    if (answer.redirected || answer.status === 403) return { sentence: "Phiên làm việc đã hết. Phần đã tải vẫn còn. Đăng nhập lại rồi chọn lại đúng tệp này.", ends: true };
    if (answer.status >= 500) throw new Error(String(answer.status));
    const told = await answer.json().catch(() => ({ sentence: "Máy chủ trả lời không đúng. Phần đã tải vẫn còn. Tải lại trang rồi chọn lại tệp." }));
    return answer.ok ? told : { ...told, refused: true };
  }

  /* Tries again as long as the line is broken, unless somebody stopped it meanwhile. */
  async function patiently(mine, act) {
    for (let tries = 0; mine === turn; tries++) {
      try { return await act(); } catch (error) {
        const wait = WAITS[Math.min(tries, WAITS.length - 1)];
        say(`Mất kết nối. Phần đã tải vẫn còn. Thử lại sau ${wait} giây.`);
        await sleep(wait);
      }
    }
    return null;
  }

  const post = (body, more = {}) => ({ method: "POST", body, headers: { "X-CSRFToken": csrf, ...more } });

  async function begin(mine) {
    const mark = await fingerprint();
    return patiently(mine, () => ask(form.dataset.begin, post(new URLSearchParams({ name: file.name, size: file.size, fingerprint: mark }))));
  }

  async function send(mine) {
    show("sending");
    say("Đang chuẩn bị…");
    let told = await begin(mine), wrong = 0;
    const started = Date.now(), first = told ? told.received : 0;
    while (told && mine === turn && !told.ends && told.state === "receiving") {
      const at = told.received, bytes = await bytesOf(at, at + PIECE), mark = await lanToaSha256(bytes);
      const next = await patiently(mine, () => ask(`${form.dataset.begin}../${told.token}/manh/?tu=${at}`, post(bytes, { "Content-Type": "application/octet-stream", "X-Piece-Sha256": mark })));
      if (!next) return;
      if (next.refused) { if (++wrong > 3) { told = next; break; } await sleep(1); continue; }
      wrong = 0;
      told = next;
      const speed = (told.received - first) / Math.max(1, (Date.now() - started) / 1000);
      const left = Math.ceil((told.size - told.received) / Math.max(1, speed) / 60);
      bar.value = Math.floor((told.received * 100) / told.size);
      say(`Đã tải ${megabytes(told.received)} trên ${megabytes(told.size)}` + (told.received < told.size ? `, còn khoảng ${left} phút.` : "."));
    }
    if (told && mine === turn) await watch(mine, told);
  }

  async function watch(mine, told) {
    while (told && mine === turn && told.state === "checking") {
      show("checking");
      bar.value = 100;
      say("Đã tải xong. Máy đang kiểm tra video; rời trang này việc vẫn chạy.");
      await sleep(2);
      told = await patiently(mine, () => ask(`${form.dataset.begin}../${told.token}/`));
    }
    if (!told || mine !== turn) return;
    if (told.state === "done") { show("done"); open.href = told.address; say("Video đã vào kho."); return; }
    show("stopped");
    say(told.sentence || "Chưa tải được video. Tải lại trang rồi chọn lại tệp.");
  }

  function start() {
    if (!file) return;
    box.hidden = false;
    box.querySelector("[data-name]").textContent = file.name;
    send(++turn);
  }

  input.addEventListener("change", () => { file = input.files[0] || null; bar.value = 0; start(); });
  goOn.addEventListener("click", start);
  pause.addEventListener("click", () => { turn++; show("paused"); say("Đã tạm dừng. Phần đã tải vẫn còn."); });
  form.addEventListener("submit", (event) => event.preventDefault());
})();
