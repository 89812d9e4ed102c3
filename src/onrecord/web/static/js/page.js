// On a telephone the line of screens is scrolled to the one that is open.
(() => {
  "use strict";
  const here = document.querySelector(".masthead nav [aria-current]");
  if (here) here.parentElement.scrollLeft = here.offsetLeft - (here.parentElement.clientWidth - here.offsetWidth) / 2;
})();

// On a telephone a long ladder begins folded, but for what is asked for; without this script all of it is open.
(() => {
  "use strict";
  const periods = [...document.querySelectorAll(".ladder .period")];
  if (!window.matchMedia("(max-width: 44rem)").matches || document.querySelectorAll(".ladder .rung").length < 10) return;
  const unfold = () => {
    const asked = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    const period = asked && asked.closest(".period");
    if (!period) return false;
    period.open = true;
    asked.scrollIntoView();
    return true;
  };
  periods.forEach((one) => { one.open = false; });
  if (!unfold() && periods.length) periods[0].open = true;
  window.addEventListener("hashchange", unfold);
})();

// On an article: a hover or a focus on marked words lights all words of the same entry and explains it beside them.
// Everything here can also be read without this script: each cue links to its card, dates and names bear a title.
(() => {
  "use strict";
  const text = document.querySelector(".reading .text");
  if (!text) return;
  const MARKED = "[data-entries], [data-words]";
  let box = null;
  for (const piece of text.querySelectorAll(".piece[title]")) { // The browser's own box would lie over ours.
    piece.dataset.words = piece.title;
    piece.removeAttribute("title");
  }

  const entriesOf = (piece) => (piece.dataset.entries || "").split(" ").filter(Boolean);

  const clear = () => {
    document.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
    if (box) box.remove();
    box = null;
  };

  const light = (entries) => {
    for (const piece of document.querySelectorAll("[data-entries]")) {
      if (entriesOf(piece).some((entry) => entries.includes(entry))) piece.classList.add("lit");
    }
    for (const entry of entries) {
      const card = document.getElementById(`e-${entry}`);
      if (card) card.classList.add("lit");
    }
  };

  const explain = (piece, entries) => {
    const cards = entries.map((entry) => document.getElementById(`e-${entry}`)).filter(Boolean).slice(-3);
    if (!cards.length && !piece.dataset.words) return;
    box = document.createElement("div");
    box.className = "explain";
    box.setAttribute("role", "tooltip");
    box.id = "explain";
    if (piece.dataset.words) {
      const said = document.createElement("p");
      said.className = "means";
      said.textContent = piece.dataset.words;
      box.append(said);
    }
    for (const card of cards) {
      const copy = card.cloneNode(true);
      copy.removeAttribute("id");
      copy.classList.remove("lit");
      box.append(copy);
    }
    document.body.append(box);
    const at = piece.getClientRects()[0];
    const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 16);
    const below = at.bottom + box.offsetHeight + 16 < window.innerHeight;
    box.style.left = `${Math.max(8, left) + window.scrollX}px`;
    box.style.top = `${(below ? at.bottom + 8 : at.top - box.offsetHeight - 8) + window.scrollY}px`;
    piece.setAttribute("aria-describedby", "explain");
  };

  const show = (event) => {
    const piece = event.target.closest(MARKED);
    clear();
    if (!piece) return;
    light(entriesOf(piece));
    explain(piece, entriesOf(piece));
  };

  text.addEventListener("mouseover", show);
  text.addEventListener("focusin", show);
  text.addEventListener("mouseleave", clear);
  text.addEventListener("focusout", clear);
  document.addEventListener("keydown", (event) => event.key === "Escape" && clear());
  document.querySelectorAll(".by-keys").forEach((one) => { one.hidden = false; });
  // The arrows go from mark to mark as Tab does, but stop at names too: with a stop at each, Tab would never leave a text.
  text.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey || !event.target.matches(".piece")) return;
    const stops = [...text.querySelectorAll(".piece[tabindex], a.piece")].filter((one) => one.offsetParent);
    const next = stops[stops.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  for (const card of document.querySelectorAll(".margin [data-entry]")) {
    const on = () => { clear(); light([card.dataset.entry]); };
    card.addEventListener("mouseenter", on);
    card.addEventListener("focusin", on);
    card.addEventListener("mouseleave", clear);
  }

  const asked = document.getElementById("m");
  if (asked) asked.scrollIntoView({ block: "center" });
})();
