// The drawing of a network: what is shown, how it looks, how one moves about in it. Text of papers is only
// ever set as text (textContent, fillText). Goes on in panel.js, within one block.
const data = JSON.parse(document.getElementById("network").textContent);
const {nodes, relations, words} = data;
const by = (id) => document.getElementById(id);
const canvas = by("drawing"), context = canvas.getContext("2d");

const colours = new Map(data.types.map((type) => [type.name, type.colour]));
const kinds = new Map(data.kinds.map((kind) => [kind.name, kind]));
const edges = data.edges.map(([source, target, relation, mentions]) => (
  {source: nodes[source], target: nodes[target], relation: relations[relation], mentions}
));
for (const node of nodes) {
  node.type = node.doc_type || "";
  node.year = node.date ? node.date.slice(0, 4) : "";
  node.colour = colours.get(node.type) || data.other;
  node.cites = [];
  node.cited = [];
}
for (const edge of edges) {
  edge.source.cites.push(edge);
  edge.target.cited.push(edge);
}
const largestFirst = [...nodes].sort((a, b) => b.r - a.r);

// What is shown: `choice` holds what each group of filters leaves out.
const out = {types: new Set(), relations: new Set(), status: new Set()};
const years = [...new Set(nodes.map((node) => node.year).filter(Boolean))].sort();
const span = {from: years[0], to: years[years.length - 1], undated: true, linked: false};
let shown = [], lines, faint, tree, chosen = null, around = new Set(), view = d3.zoomIdentity, asked = 0;

const make = (tag, text, ...classes) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  element.classList.add(...classes.filter(Boolean));
  return element;
};
const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, key) => values[key].toLocaleString("vi"));

function sift() {
  for (const node of nodes) {
    const dated = node.year ? node.year >= span.from && node.year <= span.to : span.undated;
    node.shown = dated && !out.types.has(node.type) && !out.status.has(node.held ? "held" : "missing");
    node.linked = false;
  }
  let linked = 0;
  for (const edge of edges) {
    edge.shown = edge.source.shown && edge.target.shown && !out.relations.has(edge.relation.name);
    if (edge.shown) {
      edge.source.linked = edge.target.linked = true;
      linked += 1;
    }
  }
  if (span.linked) for (const node of nodes) node.shown = node.shown && node.linked;
  shown = nodes.filter((node) => node.shown);
  tree = d3.quadtree(shown, (node) => node.x, (node) => node.y);
  lines = paths(edges.filter((edge) => edge.shown), (edge) => edge.relation.kind, line);
  faint = Math.max(0.1, Math.min(0.45, 8 / Math.sqrt(linked + 1)));
  by("shown").textContent = fill(words.shown, {nodes: shown.length, edges: linked});
  draw();
}

// One path for all that has one look, so that a step of the view is a handful of strokes.
function paths(things, look, add) {
  const found = new Map();
  for (const thing of things) {
    const key = look(thing);
    if (!found.has(key)) found.set(key, new Path2D());
    add(found.get(key), thing);
  }
  return found;
}
function line(path, {source, target}) {
  path.moveTo(source.x, source.y);
  path.lineTo(target.x, target.y);
}
function disc(path, node) {
  const radius = Math.max(node.r, 2 / view.k);  // seen from however far
  path.moveTo(node.x + radius, node.y);
  path.arc(node.x, node.y, radius, 0, 7);
}

let ink, soft, paper, focus;
function takeColours() {
  const style = getComputedStyle(document.documentElement);
  [ink, soft, paper, focus] = ["ink", "soft", "paper", "focus"].map((name) => style.getPropertyValue(`--${name}`));
}

function draw() {
  asked = asked || requestAnimationFrame(() => {
    asked = 0;
    paint();
  });
}

function paint() {
  const ratio = window.devicePixelRatio || 1;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.translate(view.x, view.y);
  context.scale(view.k, view.k);
  context.lineWidth = 1 / view.k;
  context.globalAlpha = chosen ? faint / 3 : faint;
  for (const [kind, path] of lines) stroke(path, kinds.get(kind).colour);
  context.globalAlpha = chosen ? 0.25 : 1;
  const seen = inView(), visible = shown.filter(seen);
  discs(visible);
  if (chosen) {
    context.globalAlpha = 0.9;
    context.lineWidth = 1.6 / view.k;
    const own = [...chosen.cites, ...chosen.cited].filter((edge) => edge.shown);
    for (const [kind, path] of paths(own, (edge) => edge.relation.kind, line)) stroke(path, kinds.get(kind).colour);
    context.globalAlpha = 1;
    discs([...around].filter((node) => node.shown));
    const ring = new Path2D();
    ring.arc(chosen.x, chosen.y, chosen.r + 4 / view.k, 0, 7);
    context.lineWidth = 3 / view.k;
    stroke(ring, focus);
  }
  context.globalAlpha = 1;
  arrows(seen);
  captions(seen);
}
function stroke(path, colour) {
  context.strokeStyle = colour;
  context.stroke(path);
}
function discs(some) {
  for (const [colour, path] of paths(some.filter((node) => node.held), (node) => node.colour, disc)) {
    context.fillStyle = colour;
    context.fill(path);
  }
  context.lineWidth = Math.max(1.5 / view.k, 1.5);
  context.setLineDash([4, 3]);
  for (const [colour, path] of paths(some.filter((node) => !node.held), (node) => node.colour, disc)) {
    context.fillStyle = paper;
    context.fill(path);
    stroke(path, colour);
  }
  context.setLineDash([]);
}
function inView() {
  const [left, top] = view.invert([0, 0]), [right, bottom] = view.invert([canvas.clientWidth, canvas.clientHeight]);
  return (node) => node.x + node.r > left && node.x - node.r < right && node.y + node.r > top && node.y - node.r < bottom;
}

// Arrows where they can be seen: on the lines of the chosen document, or when the view is near enough.
function arrows(seen) {
  const near = view.k > 0.9;
  if (!near && !chosen) return;
  const wanted = (chosen ? [...chosen.cites, ...chosen.cited] : edges).filter((edge) => (
    edge.shown && edge.source !== edge.target && (seen(edge.source) || seen(edge.target))
  ));
  if (wanted.length > 1500 && !chosen) return;
  const size = Math.min(6, 7 / view.k * 1.2);
  for (const {source, target, relation} of wanted) {
    const dx = target.x - source.x, dy = target.y - source.y, length = Math.hypot(dx, dy) || 1;
    const ux = dx / length, uy = dy / length;
    const x = target.x - ux * (target.r + 1), y = target.y - uy * (target.r + 1);
    context.fillStyle = kinds.get(relation.kind).colour;
    context.globalAlpha = chosen ? 0.9 : 0.6;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x - ux * size - uy * size / 2, y - uy * size + ux * size / 2);
    context.lineTo(x - ux * size + uy * size / 2, y - uy * size - ux * size / 2);
    context.fill();
  }
  context.globalAlpha = 1;
}

// Names where there is room, the most cited first; those around the chosen one before all.
function captions(seen) {
  const ratio = window.devicePixelRatio || 1;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.font = "12px system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = paper;
  const taken = new Set();
  let left = 250;
  const first = chosen ? [chosen, ...largestFirst.filter((node) => node !== chosen && around.has(node))] : largestFirst;
  for (const node of first) {
    if (!left) break;
    if (!node.shown || !seen(node) || (node.r * view.k < 5 && node !== chosen)) continue;
    const [x, y] = view.apply([node.x, node.y]), top = y + node.r * view.k + 3;
    const half = context.measureText(node.name).width / 2 + 2, cells = [];
    for (let column = Math.floor((x - half) / 12); column <= (x + half) / 12; column += 1) {
      for (let row = Math.floor(top / 8); row <= (top + 13) / 8; row += 1) cells.push(`${column} ${row}`);
    }
    if (cells.some((cell) => taken.has(cell))) continue;
    for (const cell of cells) taken.add(cell);
    context.strokeText(node.name, x, top);
    context.fillStyle = node.held ? ink : soft;
    context.fillText(node.name, x, top);
    left -= 1;
  }
}

// Moving about
const zoom = d3.zoom().scaleExtent([0.02, 8]).on("zoom", (event) => {
  view = event.transform;
  by("tip").hidden = true;
  draw();
});
const stage = d3.select(canvas).call(zoom).on("dblclick.zoom", null);

function fit() {
  const {clientWidth: width, clientHeight: height} = canvas;
  if (!nodes.length || !width) return;
  const left = d3.min(nodes, (node) => node.x - node.r), right = d3.max(nodes, (node) => node.x + node.r);
  const top = d3.min(nodes, (node) => node.y - node.r), bottom = d3.max(nodes, (node) => node.y + node.r);
  const k = Math.min((width - 40) / (right - left), (height - 60) / (bottom - top), 2.5);
  stage.call(zoom.transform, d3.zoomIdentity.translate(width / 2, height / 2 - 8).scale(k)
    .translate(-(left + right) / 2, -(top + bottom) / 2));
}
function show(node) {
  stage.call(zoom.transform, d3.zoomIdentity.translate(canvas.clientWidth / 2, canvas.clientHeight / 2)
    .scale(Math.max(view.k, 1.2)).translate(-node.x, -node.y));
}
by("bigger").onclick = () => stage.call(zoom.scaleBy, 1.4);
by("smaller").onclick = () => stage.call(zoom.scaleBy, 1 / 1.4);
by("fit").onclick = fit;
canvas.addEventListener("keydown", (event) => {
  const step = {ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60]}[event.key];
  if (step) stage.call(zoom.translateBy, step[0] / view.k, step[1] / view.k);
  else if (event.key === "+" || event.key === "=") by("bigger").click();
  else if (event.key === "-") by("smaller").click();
  else if (event.key === "0") fit();
  else if (event.key === "Escape") choose(null);
  else return;
  event.preventDefault();
});

function under(event) {
  const [x, y] = view.invert(d3.pointer(event, canvas)), slack = 6 / view.k;
  let found = null, least = Infinity;
  tree.visit((quad, left, top, right, bottom) => {
    if (!quad.length) {
      for (let one = quad; one; one = one.next) {
        const far = Math.hypot(one.data.x - x, one.data.y - y) - one.data.r;
        if (far < slack && far < least) [found, least] = [one.data, far];
      }
    }
    const reach = 30 + slack;
    return left > x + reach || right < x - reach || top > y + reach || bottom < y - reach;
  });
  return found;
}
canvas.addEventListener("pointermove", (event) => {
  const node = event.buttons ? null : under(event), tip = by("tip");
  canvas.classList.toggle("over", Boolean(node));
  tip.hidden = !node;
  if (!node) return;
  const lines = [[node.number || node.name, "name"], [[node.doc_type, node.date].filter(Boolean).join(" · "), "who"],
    [node.issuer, "who"], [node.subject], [node.held ? "" : words.missing, "absent"]];
  tip.replaceChildren(...lines.filter(([text]) => text).map(([text, look]) => make("p", text, look)));
  const [x, y] = d3.pointer(event, by("stage"));
  tip.style.left = `${Math.max(4, Math.min(x + 14, by("stage").clientWidth - tip.offsetWidth - 4))}px`;
  tip.style.top = `${Math.max(4, y + 18 + tip.offsetHeight > by("stage").clientHeight ? y - tip.offsetHeight - 10 : y + 18)}px`;
});
canvas.addEventListener("pointerleave", () => {
  by("tip").hidden = true;
});
canvas.addEventListener("click", (event) => choose(under(event)));
