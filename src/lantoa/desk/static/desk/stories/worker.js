/* The page for sending a story opens without a line: fresh where there is one, else as last seen. */
const SHELF = "gui-tin";
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const asked = event.request;
  if (asked.method !== "GET" || new URL(asked.url).origin !== location.origin) return;
  event.respondWith((async () => {
    const shelf = await caches.open(SHELF);
    const kept = await shelf.match(asked, { ignoreVary: true });
    if (!kept) return fetch(asked);
    const stop = new AbortController(), limit = setTimeout(() => stop.abort(), 6000);
    try {
      const fresh = await fetch(asked.url, { signal: stop.signal, credentials: "same-origin", redirect: asked.mode === "navigate" ? "manual" : "follow" });
      if (fresh.ok) await shelf.put(asked, fresh.clone());
      return fresh;
    } catch { return kept; }
    finally { clearTimeout(limit); }
  })());
});
