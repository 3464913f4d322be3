/* Lịch phát sóng: an airing is dragged, or moved by keys; what stands against the new hour is
   said before anything is kept, and whether the day alone or the series is meant is asked. */
(() => {
  for (const button of document.querySelectorAll("[data-print]")) { button.hidden = false; button.addEventListener("click", () => print()); }
  const grid = document.querySelector("[data-sgrid]"), dialog = document.getElementById("lt-sdialog");
  if (!grid) return;
  const days = [...grid.querySelectorAll(".lt-sday")];
  const strips = [...days[0].querySelectorAll(".lt-sstrip")].map((one) => ({ top: one.offsetTop, height: one.offsetHeight, start: +one.dataset.start, end: +one.dataset.end, kind: one.dataset.kind }));
  const clock = (minute) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  const minuteOf = (text) => { const [hour, minute] = text.split(":"); return +hour * 60 + +minute; };
  const y = (minute) => { const one = strips.find((strip) => strip.start <= minute && minute < strip.end) || strips[strips.length - 1]; return one.top + (minute - one.start) / (one.end - one.start) * one.height; };
  const minuteAt = (px) => { const one = strips.find((strip) => px < strip.top + strip.height) || strips[strips.length - 1]; const exact = one.start + Math.max(0, px - one.top) / one.height * (one.end - one.start); const step = one.kind === "open" ? 5 : 15; return Math.min(1435, Math.round(exact / step) * step); };

  /* Arrows: up and down move the hour by five minutes, with Alt the day; Enter opens. */
  let wish = null;
  const ghost = document.createElement("i");
  ghost.className = "lt-sghost";
  const draw = (day, minute, minutes) => { ghost.textContent = clock(minute); ghost.style.top = `${y(minute)}px`; ghost.style.height = `${Math.max(22, y(minute + minutes) - y(minute))}px`; if (ghost.parentNode !== day) day.append(ghost); };
  const forget = () => { wish = null; ghost.remove(); for (const day of days) day.classList.remove("is-over-it"); };

  const ask = async (block, day, minute) => {
    const form = dialog.querySelector("form"), told = dialog.querySelector("[data-tried]");
    form.khung.value = block.dataset.key; form.day.value = day.dataset.day; form.at.value = clock(minute); form.minutes.value = block.dataset.minutes; form.scope.value = "ngay";
    dialog.querySelector("h2").textContent = `${block.dataset.name}: ${day.dataset.name}, ${clock(minute)}`;
    told.textContent = "Đang xem có vướng gì không…";
    dialog.showModal();
    const data = new FormData(form); data.set("viec", "thu");
    const answer = await fetch(grid.dataset.airing, { method: "POST", body: data });
    told.innerHTML = answer.ok ? await answer.text() : "";
    if (!answer.ok) told.textContent = "Chưa xem được vướng mắc. Vẫn lưu được; chỗ vướng sẽ được nêu.";
  };
  if (dialog) {
    dialog.addEventListener("close", forget);
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    for (const button of dialog.querySelectorAll("[data-scope]")) button.addEventListener("click", () => { dialog.querySelector("[name=scope]").value = button.dataset.scope; });
  }

  const move = (block, event) => {
    const own = block.closest(".lt-sday");
    wish = wish && wish.block === block ? wish : { block, day: own, minute: minuteOf(block.dataset.at) };
    if (event.altKey) {
      const side = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
      wish.day = days[days.indexOf(wish.day) + side] || wish.day;
    } else wish.minute = Math.min(1435, Math.max(0, wish.minute + (event.key === "ArrowUp" ? -5 : 5)));
    draw(wish.day, wish.minute, +block.dataset.minutes);
  };
  grid.addEventListener("keydown", (event) => {
    const block = event.target.closest(".lt-sblock");
    if (!block) return;
    if (event.key === "Escape") return forget();
    if (event.key === "Enter" && wish && wish.block === block) { event.preventDefault(); return ask(block, wish.day, wish.minute); }
    if (!event.key.startsWith("Arrow")) return;
    if (!event.altKey && ["ArrowLeft", "ArrowRight"].includes(event.key)) {
      const blocks = [...grid.querySelectorAll(".lt-sblock")], next = blocks[blocks.indexOf(block) + (event.key === "ArrowLeft" ? -1 : 1)];
      event.preventDefault(); if (next) next.focus(); return;
    }
    if (!block.dataset.key) return;
    event.preventDefault(); move(block, event);
  });
  grid.addEventListener("focusout", (event) => { if (wish && event.target === wish.block && !(dialog && dialog.open)) forget(); });

  let dragged = null, grip = 0;
  grid.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-key]");
    if (!dragged) return;
    grip = event.clientY - dragged.getBoundingClientRect().top;
    event.dataTransfer.setData("text/plain", dragged.dataset.key); event.dataTransfer.effectAllowed = "move";
    dragged.classList.add("is-dragged");
  });
  grid.addEventListener("dragend", () => { if (dragged) dragged.classList.remove("is-dragged"); dragged = null; if (!dialog || !dialog.open) forget(); });
  for (const day of days) {
    const minute = (event) => minuteAt(event.clientY - day.getBoundingClientRect().top - grip);
    day.addEventListener("dragover", (event) => { if (!dragged) return; event.preventDefault(); day.classList.add("is-over-it"); draw(day, minute(event), +dragged.dataset.minutes); });
    day.addEventListener("dragleave", (event) => { if (!day.contains(event.relatedTarget)) day.classList.remove("is-over-it"); });
    day.addEventListener("drop", (event) => { event.preventDefault(); if (dragged && dialog) ask(dragged, day, minute(event)); });
  }
})();
