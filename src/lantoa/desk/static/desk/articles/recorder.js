/* Records by the browser's microphone, where the browser allows it: HTTPS or this very machine. */
for (const form of document.querySelectorAll("[data-cut]")) {
  const audio = form.closest("li").querySelector("audio");
  for (const button of form.querySelectorAll("[data-here]")) {
    button.hidden = false;
    button.addEventListener("click", () => { form.elements[button.dataset.here].value = audio.currentTime.toFixed(1).replace(".", ","); });
  }
}
for (const form of document.querySelectorAll("[data-record-form]")) recordIn(form);

/* `data-own`: the right that a recording of this microphone has where the form asks for one. */
function recordIn(form) {
  const place = form.querySelector("[data-recorder]");
  const button = form.querySelector("[data-record]");
  const clock = form.querySelector("[data-clock]");
  if (!(window.isSecureContext && navigator.mediaDevices && window.MediaRecorder)) {
    form.querySelector("[data-no-microphone]").hidden = false;
    return;
  }
  place.hidden = false;
  let recorder = null, began = 0, timer = 0;
  const say = (text) => { clock.textContent = text; };
  const length = () => { const all = Math.round((Date.now() - began) / 1000); return `${Math.floor(all / 60)} phút ${all % 60} giây`; };

  /* How loud it comes in: too soft or too loud is seen before the whole was read. */
  function watch(stream) {
    const meter = form.querySelector("[data-level]");
    const context = new AudioContext();
    const ear = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(ear);
    const samples = new Float32Array(ear.fftSize);
    meter.hidden = false;
    const look = setInterval(() => {
      if (!stream.active) { clearInterval(look); meter.hidden = true; context.close(); return; }
      ear.getFloatTimeDomainData(samples);
      meter.value = Math.max(...samples.map(Math.abs));
    }, 100);
  }
  async function start() {
    let stream;
    try { stream = await navigator.mediaDevices.getUserMedia({ audio: true }); }
    catch { say("Chưa dùng được micrô: trình duyệt chưa cho phép, hoặc máy không có micrô. Cho phép rồi bấm lại, hoặc tải tệp lên."); return; }
    const pieces = [];
    recorder = new MediaRecorder(stream);
    watch(stream);
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => { stream.getTracks().forEach((track) => track.stop()); send(new Blob(pieces, { type: recorder.mimeType })); });
    recorder.start(1000);
    began = Date.now();
    timer = setInterval(() => say(`Đang ghi, ${length()}`), 500);
    button.textContent = "Dừng và dùng bản này";
    button.setAttribute("aria-pressed", "true");
  }
  function send(blob) {
    clearInterval(timer);
    button.setAttribute("aria-pressed", "false");
    button.disabled = true;
    say(`Đang gửi bản ghi ${length()}`);
    const kind = blob.type.includes("mp4") ? "m4a" : blob.type.includes("ogg") ? "ogg" : "webm";
    const data = new FormData(form);
    if (form.dataset.own && !data.get("right")) data.set("right", form.dataset.own);
    data.set("file", new File([blob], `ghi-am.${kind}`, { type: blob.type }));
    fetch(form.action, { method: "POST", body: data }).then(async (answer) => {
      if (answer.ok) { location.assign(answer.url); return; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const told = page.querySelector(".lt-sentence");
      throw new Error(told ? told.textContent : "Chưa gửi được bản ghi.");
    }).catch((error) => { say(error.message.startsWith("Failed") ? "Chưa gửi được: mất liên lạc với máy chủ. Ghi lại khi có mạng." : error.message); button.disabled = false; button.textContent = "Ghi âm lại"; });
  }
  button.addEventListener("click", () => { if (recorder && recorder.state === "recording") recorder.stop(); else start(); });
}
