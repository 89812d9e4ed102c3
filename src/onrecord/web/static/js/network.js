// The list of moves between parties as a drawing. The list below it stays for those who cannot use it.
(() => {
  "use strict";
  const graph = document.getElementById("graph");
  if (!graph || typeof cytoscape === "undefined") return;
  const root = getComputedStyle(document.documentElement);
  const colour = (name) => root.getPropertyValue(`--${name}`).trim();
  const families = {
    "deeds-against": { colour: colour("warn"), line: "solid" },
    "words-against": { colour: colour("warn"), line: "dashed" },
    "words-for": { colour: colour("good"), line: "dashed" },
    "deeds-for": { colour: colour("good"), line: "solid" },
  };
  const MOST = window.innerWidth < 700 ? 9 : 26; // More parties than this cannot be told apart; the list has all of them.
  const nodes = [...graph.querySelectorAll("[data-node]")].map((one) => ({
    data: { id: one.dataset.node, name: one.dataset.name, moves: Number(one.dataset.moves), colour: colour(one.dataset.side) },
  })).sort((a, b) => b.data.moves - a.data.moves || (a.data.id < b.data.id ? -1 : 1)).slice(0, MOST);
  const shown = new Set(nodes.map((node) => node.data.id));
  const sums = new Map();
  for (const one of graph.querySelectorAll("[data-source]")) {
    const { source, target, family, done, count } = one.dataset;
    const key = `${source} ${target} ${family} ${done}`;
    const sum = sums.get(key) || { source, target, family, done, count: 0 };
    sum.count += Number(count);
    sums.set(key, sum);
  }
  const LINES = window.innerWidth < 700 ? 18 : 44; // The heaviest; with more, none can be followed.
  // One line a direction: as wide as all moves, in the stroke of the kind that most of them are of. What nobody tells as
  // done has a dotted line beside it.
  const pairs = new Map();
  for (const sum of [...sums.values()].sort((a, b) => b.count - a.count || (a.family + a.done < b.family + b.done ? -1 : 1))) {
    const key = `${sum.source} ${sum.target} ${sum.done}`;
    if (pairs.has(key)) pairs.get(key).count += sum.count;
    else pairs.set(key, { ...sum });
  }
  const heaviest = [...pairs.values()].filter((sum) => sum.source !== sum.target && shown.has(sum.source) && shown.has(sum.target))
    .sort((a, b) => b.count - a.count || (a.source + a.target < b.source + b.target ? -1 : 1)).slice(0, LINES);
  const linked = new Set(heaviest.flatMap((sum) => [sum.source, sum.target]));
  const most = Math.max(...heaviest.map((sum) => sum.count), 4);
  const edges = heaviest.map((sum) => ({
    data: { ...sum, width: Math.min(1.2 + 7 * Math.sqrt(sum.count / most), sum.done === "done" ? 9 : 3), colour: families[sum.family].colour, line: sum.done === "done" ? families[sum.family].line : "dotted" },
  }));
  nodes.splice(0, nodes.length, ...nodes.filter((node) => linked.has(node.data.id)));
  graph.replaceChildren();
  graph.hidden = false;
  document.querySelector(".graph-key").hidden = false;

  // The heaviest parties within, the others around them in order of side, all at the size at which names can be read.
  const places = new Map();
  const core = nodes.filter((node, at) => at < 6 && node.data.moves * 4 >= nodes[0].data.moves);
  const ring = nodes.slice(core.length).sort((a, b) => a.data.colour < b.data.colour ? -1 : a.data.colour > b.data.colour ? 1 : 0);
  const around = (some, wide, high, stagger) => some.forEach((node, at) => {
    const angle = (2 * Math.PI * at) / some.length - (some.length === 2 && graph.clientWidth > 700 ? Math.PI : Math.PI / 2);
    const reach = stagger && at % 2 ? 0.8 : 1;
    places.set(node.data.id, {
      x: graph.clientWidth * (0.5 + wide * reach * Math.cos(angle)),
      y: graph.clientHeight * (0.48 + high * reach * Math.sin(angle)),
    });
  });
  around(core, core.length > 1 ? 0.17 : 0, core.length > 1 ? 0.15 : 0, false);
  around(ring, graph.clientWidth > 700 ? 0.43 : 0.36, 0.41, ring.length > 14);

  const largest = Math.max(...nodes.map((node) => node.data.moves), 9);
  const size = (node) => 12 + 44 * Math.sqrt(node.data("moves") / largest);
  const drawn = cytoscape({
    container: graph,
    elements: [...nodes, ...edges],
    minZoom: 0.3,
    maxZoom: 3,
    style: [
      { selector: "node", style: {
        label: "data(name)", "background-color": "data(colour)", color: colour("ink"), "font-size": 13,
        "text-valign": "bottom", "text-margin-y": 5, "text-wrap": "wrap", "text-max-width": 120,
        "text-background-color": colour("sheet"), "text-background-opacity": 1, "text-background-padding": 2,
        width: size, height: size,
      } },
      { selector: "edge", style: {
        width: "data(width)", "line-color": "data(colour)", "line-style": "data(line)", "target-arrow-color": "data(colour)",
        "target-arrow-shape": "triangle", "curve-style": "bezier", "control-point-step-size": 34, opacity: 0.8,
      } },
      { selector: ".faint", style: { opacity: 0.12 } },
    ],
    layout: { name: "preset", positions: (node) => places.get(node.id()), fit: false },
  });
  if (graph.clientWidth < 700) drawn.style().selector("node").style({ "text-max-width": 84, "font-size": 12 }).update();
  const by = graph.dataset.by;
  const open = (narrowed) => {
    const address = new URL(graph.dataset.moves, window.location.href);
    for (const [name, value] of Object.entries(narrowed)) address.searchParams.set(name, value);
    window.location.assign(address);
  };
  drawn.on("tap", "node", (event) => {
    if (by === "actor") window.location.assign(`/actor/${encodeURIComponent(event.target.id())}`);
    else open({ side: event.target.id() });
  });
  drawn.on("tap", "edge", (event) => {
    const { source, target } = event.target.data();
    open(by === "actor" ? { actor: source, recipient: target } : { side: source, recipient_side: target });
  });
  drawn.on("mouseover", "node", (event) => {
    drawn.elements().addClass("faint");
    event.target.closedNeighborhood().removeClass("faint");
  });
  drawn.on("mouseout", "node", () => drawn.elements().removeClass("faint"));
})();
