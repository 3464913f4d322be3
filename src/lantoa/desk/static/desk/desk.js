/* The desk's few lines: "/" goes to the search, refusals of htmx are shown, forms warn once. */
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector("[data-search]") || document.querySelector("#menu-search-q");
  if (field) { event.preventDefault(); field.focus(); }
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) { event.detail.shouldSwap = true; event.detail.isError = false; }
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const done = () => { button.dataset.label ??= button.textContent; button.textContent = "Đã chép";
    setTimeout(() => { button.textContent = button.dataset.label; }, 2000); };
  if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(source.textContent).then(done);
  else { const range = document.createRange(); range.selectNodeContents(source);
    getSelection().removeAllRanges(); getSelection().addRange(range); document.execCommand("copy"); done(); }
});
window.addEventListener("load", () => {
  /* The CMS names this link «Trang tổng quan» while it reads «Lan Tỏa, xã …»: say what stands there. */
  const brand = document.querySelector(".sidebar-custom-branding");
  if (brand) brand.setAttribute("aria-label", `${brand.textContent.trim().replace(/\s+/g, " ")}: Hôm nay`);
});
