// Drag across a chart to choose a period: the filters' "from" and "to" are filled and sent.
(() => {
  "use strict";
  const NAMESPACE = "http://www.w3.org/2000/svg";

  const prepare = (figure) => {
    const svg = figure.querySelector("svg.bars");
    const box = svg.viewBox.baseVal;
    const periods = figure.dataset.brush.split(" ");
    const left = Number(figure.dataset.left);
    const width = Number(figure.dataset.width);
    // On a telephone the busiest period stands in sight.
    const tallest = [...svg.querySelectorAll(".bar")].reduce((best, bar) => (bar.height.baseVal.value > best.height.baseVal.value ? bar : best));
    const drawing = svg.parentElement;
    drawing.scrollLeft = ((tallest.x.baseVal.value - left) / (width - left)) * svg.clientWidth - drawing.clientWidth / 3;
    // What lies to either side is told by the two buttons, which a chart that fits its screen does not need.
    const leaf = figure.querySelector(".leaf");
    const tell = () => {
      const most = drawing.scrollWidth - drawing.clientWidth;
      leaf.hidden = most < 8;
      leaf.firstElementChild.disabled = drawing.scrollLeft < 4;
      leaf.lastElementChild.disabled = drawing.scrollLeft > most - 4;
    };
    leaf.addEventListener("click", (event) => {
      const way = Number(event.target.dataset.leaf || 0);
      drawing.scrollBy({ left: way * drawing.clientWidth * 0.6 });
    });
    drawing.addEventListener("scroll", tell, { passive: true });
    window.addEventListener("resize", tell);
    tell();
    let start = null;
    let shade = null;
    // A finger leafs through a chart that is wider than its screen; it chooses a period in the filters.
    figure.querySelector(".brush-hint").hidden = periods.length < 2 || window.matchMedia("(hover: none)").matches;

    const at = (event) => {
      const seen = svg.getBoundingClientRect();
      return Math.max(left, Math.min(width, box.x + ((event.clientX - seen.left) / seen.width) * box.width));
    };
    const periodAt = (x) => periods[Math.min(periods.length - 1, Math.floor(((x - left) / (width - left)) * periods.length))];

    const end = (event) => {
      if (start === null) return;
      const [first, last] = [start, at(event)].sort((a, b) => a - b);
      const dragged = shade !== null;
      if (shade) shade.remove();
      start = shade = null;
      if (!dragged) return;
      const here = window.location.pathname;
      const address = new URL(here === "/" ? "/" : "/timeline", window.location.href); // The chart's own page leads there too.
      address.search = window.location.search;
      address.searchParams.delete("offset");
      address.searchParams.set("since", periodAt(first));
      address.searchParams.set("until", periodAt(last));
      window.location.assign(address);
    };

    svg.addEventListener("pointerdown", (event) => { if (event.button === 0 && event.pointerType !== "touch" && periods.length > 1) start = at(event); });
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    window.addEventListener("pointerup", end);
    window.addEventListener("pointermove", (event) => {
      if (start === null) return;
      const here = at(event);
      if (!shade && Math.abs(here - start) > 6) {
        shade = document.createElementNS(NAMESPACE, "rect");
        shade.setAttribute("class", "brush");
        shade.setAttribute("y", "0");
        shade.setAttribute("height", box.height);
        svg.append(shade);
      }
      if (shade) {
        shade.setAttribute("x", Math.min(here, start));
        shade.setAttribute("width", Math.abs(here - start));
      }
    });
  };

  const all = () => document.querySelectorAll("[data-brush]:not([data-ready])").forEach((figure) => {
    figure.dataset.ready = "yes";
    prepare(figure);
  });
  all();
  new MutationObserver(all).observe(document.getElementById("main"), { childList: true, subtree: true });
})();
