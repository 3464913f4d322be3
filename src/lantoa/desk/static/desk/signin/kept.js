/* What was sent while the screen was locked goes on after the password; nothing is lost by a slip. */
(() => {
  const unlock = document.getElementById("unlock"), kept = document.getElementById("kept"), said = document.getElementById("lock-said");
  unlock.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(unlock.action, { method: "POST", body: new FormData(unlock), headers: { Accept: "application/json" } }).catch(() => null);
    if (answer && answer.ok) { kept.submit(); return; }
    said.textContent = answer ? (await answer.json()).sentence : "Mất liên lạc với máy chủ. Điều đã gõ vẫn còn; thử lại.";
    said.hidden = false;
    document.getElementById("id_password").select();
  });
})();
