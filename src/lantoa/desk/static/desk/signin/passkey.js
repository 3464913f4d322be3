/* Passkeys: asks our server, then the browser, then our server. No outside host. */
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const said = (sentence) => { const place = document.getElementById("passkey-said"); place.textContent = sentence; place.hidden = !sentence; };
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
  const WORDS = {
    NotAllowedError: "Chưa dùng được khóa truy cập: đã thôi giữa chừng, quá giờ, hoặc máy này chưa có khóa của trang. Thử lại, hoặc dùng cách khác.",
    InvalidStateError: "Máy này đã có khóa truy cập của tài khoản. Không cần thêm lần nữa.",
    NotSupportedError: "Máy này chưa làm được khóa truy cập. Dùng ứng dụng tạo mã.",
    SecurityError: "Khóa truy cập không dùng được ở địa chỉ này. Dùng ứng dụng tạo mã.",
  };

  async function ask(address, body) {
    const answer = await fetch(address, { method: "POST", body: JSON.stringify(body || {}), headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token() } });
    const news = await answer.json().catch(() => ({}));
    if (!answer.ok) throw Object.assign(new Error("refused"), { sentence: news.sentence || "Phiên đăng nhập đã hết. Tải lại trang rồi thử lại." });
    return news;
  }
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
  async function make(options) {
    const made = await navigator.credentials.create({ publicKey: { ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: known(options.excludeCredentials) } });
    const response = { clientDataJSON: text(made.response.clientDataJSON), attestationObject: text(made.response.attestationObject), transports: made.response.getTransports ? made.response.getTransports() : [] };
    return whole(made, response);
  }
  async function use(options) {
    const used = await navigator.credentials.get({ publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) } });
    const from = used.response;
    return whole(used, { clientDataJSON: text(from.clientDataJSON), authenticatorData: text(from.authenticatorData), signature: text(from.signature), userHandle: from.userHandle ? text(from.userHandle) : null });
  }
  const whole = (one, response) => ({ id: one.id, rawId: text(one.rawId), type: one.type, response, clientExtensionResults: one.getClientExtensionResults(), authenticatorAttachment: one.authenticatorAttachment || null });

  for (const button of document.querySelectorAll("[data-passkey]")) {
    if (!window.PublicKeyCredential) { button.disabled = true; said("Trình duyệt này chưa có khóa truy cập. Dùng cách khác."); continue; }
    button.addEventListener("click", async () => {
      said(""); button.disabled = true;
      try {
        const options = await ask(button.dataset.begin);
        const answer = await (button.dataset.passkey === "make" ? make : use)(options);
        location.assign((await ask(button.dataset.complete, answer)).to);
      } catch (trouble) {
        said(trouble.sentence || WORDS[trouble.name] || "Mất liên lạc với máy chủ. Chưa làm gì; thử lại.");
        button.disabled = false;
      }
    });
  }
})();
