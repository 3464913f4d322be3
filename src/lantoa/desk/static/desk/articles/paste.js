/* What is pasted into a paragraph, before the CMS's editor takes it: Word's lists are paragraphs
   with a bullet in front, its tables would fall into one line a cell, its letters may lie in parts. */
(() => {
  const form = document.getElementById("lt-write");
  const ours = new WeakSet();
  const plain = (node) => node.textContent.replace(/\s+/g, " ").trim();

  /* A row of a table is a line, its cells between semicolons: so it is read aloud, too. */
  function withoutTables(page) {
    for (const table of [...page.querySelectorAll("table")].reverse()) {
      const lines = [...table.rows].map((row) => [...row.cells].map(plain).filter(Boolean).join("; ")).filter(Boolean);
      table.replaceWith(...lines.map((words) => Object.assign(page.createElement("p"), { textContent: words })));
    }
  }
  const level = (one) => Number((/mso-list:[^;"']*level(\d)/.exec(one.getAttribute("style") || "") || [])[1] || 0);
  /* Neighbouring paragraphs of a list become its items, deeper ones inside the one before. */
  function withLists(page) {
    let open = [];
    for (const one of [...page.querySelectorAll("p")]) {
      const depth = level(one);
      if (!depth || (open.length && one.previousElementSibling !== open[0])) open = [];
      if (!depth) continue;
      const sign = [...one.querySelectorAll("span")].find((part) => /mso-list:\s*Ignore/i.test(part.getAttribute("style") || ""));
      const isCounted = sign && /[0-9a-z]+[.)]/i.test(sign.textContent);
      if (sign) sign.remove();
      open.length = Math.min(open.length, depth);
      while (open.length < depth) {
        const list = page.createElement(isCounted ? "ol" : "ul"), upper = open.at(-1);
        if (!upper) one.before(list); else (upper.lastElementChild || upper.appendChild(page.createElement("li"))).append(list);
        open.push(list);
      }
      const item = page.createElement("li");
      item.append(...one.childNodes);
      open.at(-1).append(item);
      one.remove();
    }
  }
  function cleaned(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const one of page.querySelectorAll("script, style, title, meta, link, xml, img")) one.remove();
    withoutTables(page);
    withLists(page);
    for (const one of page.querySelectorAll("p")) if (!plain(one)) one.remove();
    const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.normalize("NFC");
    return page.body.innerHTML;
  }
  form.addEventListener("paste", (event) => {
    const html = event.clipboardData ? event.clipboardData.getData("text/html") : "";
    const isOwn = /data-(?:editor|draftjs)/.test(html); // copied within the editor
    if (!html || isOwn || ours.has(event) || !event.target.closest("[role=textbox]")) return;
    const data = new DataTransfer();
    data.setData("text/html", cleaned(html));
    data.setData("text/plain", event.clipboardData.getData("text/plain").normalize("NFC"));
    const again = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    ours.add(again);
    event.preventDefault();
    event.stopImmediatePropagation();
    event.target.dispatchEvent(again);
  }, true);
})();
