// Two small courtesies. Every page reads the same without them.
(() => {
  "use strict";

  // Let the visitor stop the flashing light on the front page.
  const hero = document.querySelector(".hero");
  if (hero) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "still";
    button.textContent = "Hold the light still";
    button.addEventListener("click", () => {
      const still = hero.classList.toggle("is-still");
      button.textContent = still ? "Let the light turn" : "Hold the light still";
    });
    hero.append(button);
  }

  // Pick out today's row in the opening hours.
  const row = document.querySelector(`tr[data-day~="${new Date().getDay()}"]`);
  if (row) {
    row.classList.add("today");
    const label = document.createElement("span");
    label.textContent = " (today)";
    row.querySelector("th").append(label);
  }
})();
