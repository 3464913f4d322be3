/* A story from a phone: kept on the phone after every pause, sent once when the line is there. */
(() => {
  const form = document.getElementById("story");
  const at = (id) => document.getElementById(id);
  const fields = ["headline", "place", "text"];
  let photos = [], voice = null, timer = 0, recorder = null, sending = false;
  const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join("");
  let id = form.client_id.value || newId();
  const clock = () => new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  const tell = (text) => { at("told").textContent = text; at("told").hidden = !text; if (text) at("told").scrollIntoView({ block: "nearest" }); };

  const story = () => ({ id, where: location.pathname, photos, voice, informed: at("informed").checked, ...Object.fromEntries(fields.map((name) => [name, form[name].value])) });
  const isEmpty = () => !photos.length && !voice && fields.every((name) => !form[name].value.trim());
  async function keep() {
    clearTimeout(timer);
    if (isEmpty()) return;
    try { await Shelf.keep(story()); at("kept").textContent = `Đã giữ trên máy ${clock()}`; }
    catch { at("kept").textContent = "Máy không giữ được nháp"; }
  }
  const soon = () => { clearTimeout(timer); timer = setTimeout(keep, 800); };
  form.addEventListener("input", soon);
  document.addEventListener("visibilitychange", () => { if (document.hidden) keep(); });

  /* Photos: made small by the phone, which also leaves the place behind; the server does both again. */
  async function small(file) {
    try {
      const picture = await createImageBitmap(file);
      const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale); canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
      return blob || file;
    } catch { return file; }
  }
  function drawPhotos() {
    for (const old of at("photos").querySelectorAll("figure")) { URL.revokeObjectURL(old.firstChild.src); old.remove(); }
    photos.forEach((blob, place) => {
      const frame = document.createElement("figure"), picture = new Image(), drop = document.createElement("button");
      picture.src = URL.createObjectURL(blob); picture.alt = `Ảnh ${place + 1}`;
      drop.type = "button"; drop.textContent = "×"; drop.setAttribute("aria-label", `Bỏ ảnh ${place + 1}`);
      drop.addEventListener("click", () => { photos.splice(place, 1); drawPhotos(); keep(); });
      frame.append(picture, drop); at("photos").insertBefore(frame, at("photos").lastElementChild);
    });
    at("photos-note").textContent = photos.length ? `${photos.length} ảnh, đã xóa vị trí chụp` : "máy sẽ xóa vị trí chụp";
    at("photos").lastElementChild.hidden = photos.length >= 6;
  }
  at("photo").addEventListener("change", async (event) => {
    for (const file of [...event.target.files].slice(0, 6 - photos.length)) photos.push(await small(file));
    event.target.value = ""; drawPhotos(); keep();
  });

  /* Voice */
  const canRecord = window.isSecureContext && navigator.mediaDevices && window.MediaRecorder;
  at("record").hidden = !canRecord;
  function drawVoice() {
    at("play").hidden = at("again").hidden = !voice;
    if (voice) at("play").src = URL.createObjectURL(voice);
    at("record").hidden = !canRecord || Boolean(voice);
    form.querySelector(".lt-file").hidden = Boolean(voice);
  }
  at("voice-file").addEventListener("change", (event) => { voice = event.target.files[0] || null; event.target.value = ""; drawVoice(); keep(); });
  at("again").addEventListener("click", () => { voice = null; drawVoice(); keep(); });
  at("record").addEventListener("click", async () => {
    if (recorder && recorder.state === "recording") { recorder.stop(); return; }
    let stream;
    try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); }
    catch { at("clock").textContent = "Chưa dùng được micrô. Cho phép rồi bấm lại, hoặc chọn tệp."; return; }
    const pieces = [], began = Date.now();
    const tick = setInterval(() => { const all = Math.round((Date.now() - began) / 1000); at("clock").textContent = `Đang ghi ${all} giây`; if (all >= 300) recorder.stop(); }, 500);
    recorder = new MediaRecorder(stream);
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => {
      clearInterval(tick); stream.getTracks().forEach((track) => track.stop());
      at("record").textContent = "Ghi âm"; at("clock").textContent = "";
      voice = new Blob(pieces, { type: recorder.mimeType }); drawVoice(); keep();
    });
    recorder.start(1000); at("record").textContent = "Dừng";
  });

  /* Sending */
  const cookie = (name) => (document.cookie.match(`(?:^|; )${name}=([^;]*)`) || [])[1] || "";
  function packed(one) {
    const data = new FormData();
    data.set("client_id", one.id);
    for (const name of fields) data.set(name, one[name]);
    if (one.informed) data.set("people_informed", "1");
    one.photos.forEach((blob, place) => data.append("photos", blob, `anh-${place + 1}.jpg`));
    const kind = one.voice && (one.voice.name ? one.voice.name.split(".").pop() : one.voice.type.includes("mp4") ? "m4a" : one.voice.type.includes("ogg") ? "ogg" : "webm");
    if (one.voice) data.set("voice", one.voice, `ghi-am.${kind}`);
    return data;
  }
  async function deliver(one) {
    const headers = { Accept: "application/json" };
    if (form.csrfmiddlewaretoken) headers["X-CSRFToken"] = cookie("csrftoken") || form.csrfmiddlewaretoken.value;
    const stop = new AbortController(), limit = setTimeout(() => stop.abort(), 180000);
    try {
      const answer = await fetch(form.action, { method: "POST", body: packed(one), headers, signal: stop.signal, redirect: "manual" });
      const said = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
      if (answer.ok && said.kept) return { ok: true };
      if (answer.status >= 500) return { wait: "Máy chủ đang bận." };
      return { sentence: said.sentence || "Máy chủ chưa nhận tin: phiên đăng nhập đã hết hoặc đường dẫn không còn dùng được. Tin vẫn còn trên máy. Tải lại trang rồi gửi." };
    } catch { return { wait: "Chưa có mạng." }; }
    finally { clearTimeout(limit); }
  }
  async function drawQueue(why) {
    const left = await Shelf.waiting();
    at("queue").hidden = !left.length;
    at("waiting").textContent = left.length ? `${why || "Chưa có mạng."} ${left.length} tin được giữ trên máy, sẽ tự gửi khi có mạng.` : "";
    return left;
  }
  async function sendAll() {
    if (sending) return;
    sending = true;
    let why = "";
    try {
      for (const one of await Shelf.waiting()) {
        const answer = await deliver(one);
        if (answer.ok) { await Shelf.sent(one.id); at("sent").hidden = false; at("sent").textContent = `Đã gửi «${one.headline}» lúc ${clock()}. Biên tập viên sẽ xem tin này.`; tell(""); }
        else if (answer.wait) { why = answer.wait; break; }
        else if (isEmpty()) { await Shelf.back(one); fill(one); tell(answer.sentence); break; }
        else { tell(answer.sentence); break; }
      }
    } finally { sending = false; await drawQueue(why); }
  }
  function fill(one) {
    id = one.id; photos = one.photos || []; voice = one.voice || null; at("informed").checked = one.informed;
    for (const name of fields) form[name].value = one[name] || "";
    drawPhotos(); drawVoice();
  }
  function clear() {
    fill({ id: newId(), photos: [], voice: null, informed: false });
    at("kept").textContent = "";
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    const one = story();
    if (!one.headline.trim()) { tell("Chưa ghi chuyện gì. Ghi một câu ở ô đầu."); form.headline.focus(); return; }
    if (!one.text.trim() && !one.voice) { tell("Chưa kể lại và chưa ghi âm. Viết vài câu hoặc ghi âm."); form.text.focus(); return; }
    if (one.photos.length && !one.informed) { tell("Đánh dấu rằng người trong ảnh đã được báo và đồng ý, hoặc bỏ ảnh."); at("informed").focus(); return; }
    tell(""); at("sent").hidden = true; at("send").disabled = true;
    try { await Shelf.post(one); clear(); await sendAll(); }
    catch { tell("Máy không giữ được tin, nên chưa gửi. Lời đang viết vẫn còn ở dưới. Giải phóng bớt bộ nhớ rồi gửi lại."); }
    finally { at("send").disabled = false; }
  });
  at("resend").addEventListener("click", sendAll);
  window.addEventListener("online", sendAll);
  /* Phones do not always tell that the line is back: what waits is tried again by the clock too. */
  setInterval(() => { if (!at("queue").hidden) sendAll(); }, 10000);

  /* The page itself opens without a line where the browser allows it. */
  if (window.isSecureContext && navigator.serviceWorker && window.caches) {
    const parts = [location.pathname, ...[...document.querySelectorAll("link[rel=stylesheet], script[src]")].map((one) => one.href || one.src)];
    navigator.serviceWorker.register(form.dataset.worker).then(() => caches.open("gui-tin")).then((shelf) => shelf.addAll(parts)).catch(() => {});
  } else at("offline").textContent = "Trang này không mở qua HTTPS nên khi mất mạng thì không mở lại được; tin đang viết vẫn giữ trên máy.";

  Shelf.draft().then((one) => { if (one && isEmpty()) { fill(one); at("kept").textContent = "Nháp giữ trên máy"; } }).catch(() => { at("kept").textContent = "Máy không giữ được nháp"; }).then(() => drawQueue("")).then((left) => { if (left && left.length) sendAll(); }).catch(() => {});
  form.client_id.value = id; drawVoice();
})();
