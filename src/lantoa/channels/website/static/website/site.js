// The player and the copy button. Without this file the page's own <audio controls> is used.
"use strict";

const words = (seconds) => {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [[Math.floor(whole / 60), "phút"], [whole % 60, "giây"]];
  return parts.filter(([count]) => count).map((pair) => pair.join(" ")).join(" ") || "0 giây";
};

const enhance = (player) => {
  const audio = player.querySelector("audio");
  const disc = player.querySelector(".disc");
  const done = player.querySelector(".done");
  const left = player.querySelector(".left");
  const whole = () => (Number.isFinite(audio.duration) ? audio.duration : Number(player.dataset.seconds));
  const draw = () => {
    const share = Math.min(1, audio.currentTime / whole() || 0);
    done.setAttribute("stroke-dasharray", `${270 * share} 360`);
    left.textContent = audio.currentTime ? `Còn ${words(whole() - audio.currentTime)}` : words(whole());
    player.classList.toggle("playing", !audio.paused);
    disc.setAttribute("aria-label", audio.paused ? "Nghe bài này" : "Tạm dừng");
  };
  disc.addEventListener("click", () => {
    if (!audio.paused) return audio.pause();
    return audio.play().catch(() => {
      left.textContent = "Chưa tải được âm thanh. Kiểm tra mạng rồi bấm nghe lại.";
    });
  });
  for (const name of ["play", "pause", "timeupdate", "ended", "durationchange"]) audio.addEventListener(name, draw);
  for (const button of player.querySelectorAll("[data-do]")) {
    button.addEventListener("click", () => {
      if (button.dataset.do === "back") audio.currentTime = Math.max(0, audio.currentTime - 10);
      else {
        audio.playbackRate = audio.playbackRate === 1 ? 0.8 : 1;
        button.setAttribute("aria-pressed", String(audio.playbackRate !== 1));
      }
    });
    button.hidden = false;
  }
  const caption = player.querySelector(".caption");
  const track = audio.textTracks[0];
  if (caption && track) {
    track.mode = "hidden";
    track.addEventListener("cuechange", () => {
      const cue = track.activeCues && track.activeCues[0];
      caption.hidden = !cue;
      caption.textContent = cue ? cue.text.replace(/\n/g, " ") : "";
    });
  }
  disc.hidden = false;
  player.classList.add("ready");
};

document.querySelectorAll(".player").forEach(enhance);

// Covers are fetched when they come near the screen: the first view stays light.
const covered = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) {
    if (!isIntersecting) continue;
    target.poster = target.dataset.poster;
    covered.unobserve(target);
  }
}, { rootMargin: "300px" });
document.querySelectorAll("video[data-poster]").forEach((video) => covered.observe(video));

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Copying works over HTTPS only; elsewhere the button stays away and the address can be read.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Đã chép đường dẫn";
    });
  }
}
