/* Forms of the timetable: what does not belong to the choice is put away; a new hour is tried
   while it is typed, before anything is kept. */
(() => {
  const slot = document.querySelector("[data-slot-form]");
  const field = (form, name) => { const one = form.querySelector(`[name="${name}"]`); return one && one.closest(".lt-field"); };
  const RULES = {
    every: { days: ["weekday", "weeks", "month_weekday"], weeks: ["weeks"], nth: ["month_weekday"], month_days: ["month_day"] },
    kind: { relay: ["relay"], source: ["repeat"], hamlet: ["hamlet"], clusters: ["group", "cluster"] },
    limits_set: { session_minutes: ["own"], sessions: ["own"], day_minutes: ["own"], weekdays_only: ["own"] },
    days: { first: ["span"], last: ["span"] }, way: { url: ["url"], silence_seconds: ["url"], fallback: ["url"] },
  };
  const show = () => {
    for (const [by, names] of Object.entries(RULES)) {
      if (!slot.querySelector(`[name="${by}"][type=radio]`)) continue;
      const chosen = slot.querySelector(`[name="${by}"]:checked`);
      for (const [name, values] of Object.entries(names)) {
        const place = field(slot, name);
        if (place) place.hidden = !chosen || !values.includes(chosen.value);
      }
    }
  };
  if (slot) { show(); slot.addEventListener("change", show); }

  const airing = document.querySelector("[data-airing-form]");
  if (!airing) return;
  const told = airing.querySelector("[data-tried]");
  let asked = 0;
  airing.addEventListener("change", async () => {
    const number = ++asked, data = new FormData(airing);
    data.set("viec", "thu");
    const answer = await fetch(location.pathname, { method: "POST", body: data });
    if (number === asked) told.innerHTML = answer.ok ? await answer.text() : "";
  });
})();
