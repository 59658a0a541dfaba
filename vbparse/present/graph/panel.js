// Beside the drawing: the card of the chosen document, the search, the filters. Goes on from drawing.js.

// The card of the chosen document
function choose(node) {
  chosen = node;
  around = new Set(node ? [node, ...node.cites.map((edge) => edge.target), ...node.cited.map((edge) => edge.source)] : []);
  by("card").hidden = !node;
  if (node) by("card").replaceChildren(...card(node));
  by("card").scrollTop = 0;
  draw();
}
function card(node) {
  const close = make("button", "×", "close");
  close.type = "button";
  close.title = words.close;
  close.onclick = () => choose(null);
  const fields = make("dl");
  for (const [key, label] of Object.entries(data.labels)) {
    if (node[key]) fields.append(make("dt", label), make("dd", node[key]));
  }
  const absent = node.held ? [] : [make("p", words.missing, "absent")];
  return [close, make("h2", node.name), ...absent, fields,
    ...list(words.cites, node.cites, "target"), ...list(words.cited, node.cited, "source")];
}
function list(title, links, end) {
  if (!links.length) return [];
  const whole = make("ul"), count = new Set(links.map((edge) => edge[end])).size;
  for (const edge of [...links].sort((a, b) => (a[end].date || "9").localeCompare(b[end].date || "9"))) {
    const times = edge.mentions > 1 ? ` ×${edge.mentions}` : "";
    whole.append(entry(edge[end], [edge.relation.label + times, edge[end].date, edge[end].issuer]));
  }
  return [make("h3", fill(title, {count})), whole];
}
function entry(node, more) {
  const item = make("li"), button = make("button", "", node.held ? "" : "missing", node.shown ? "" : "filtered");
  button.type = "button";
  if (!node.held) more = [...more, words.missing];
  if (!node.shown) more = [...more, words.filtered];
  button.append(make("span", node.name, "name"), " ", make("span", more.filter(Boolean).join(" · "), "more"));
  button.onclick = () => {
    by("found").hidden = true;
    choose(node);
    show(node);
  };
  item.append(button);
  return item;
}

// Search: without marks, blanks and dashes; a number before what else carries the words
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase()
  .replace(/[\s\-–—./]+/g, "");
for (const node of nodes) {
  node.key = plain(node.number || "");
  node.text = plain([node.name, node.issuer, node.subject].filter(Boolean).join(" "));
}
function find() {
  const wanted = plain(by("query").value);
  by("found").hidden = !wanted;
  if (!wanted) return;
  const rank = (node) => (node.key.startsWith(wanted) ? 0 : node.key.includes(wanted) ? 1 : 2);
  const hits = largestFirst.filter((node) => node.key.includes(wanted) || node.text.includes(wanted))
    .sort((a, b) => rank(a) - rank(b)).slice(0, 30);
  const entries = hits.map((node) => entry(node, [node.date, node.issuer]));
  entries[0]?.firstChild.classList.add("first");
  by("found").replaceChildren(...(hits.length ? entries : [make("p", words.none_found)]));
}
by("query").addEventListener("input", find);
by("query").addEventListener("focus", find);
by("query").addEventListener("keydown", (event) => {
  if (event.key === "Enter") by("found").querySelector("button")?.click();
  if (event.key === "Escape") by("found").hidden = true;
});
document.addEventListener("pointerdown", (event) => {
  if (!by("search").contains(event.target)) by("found").hidden = true;
});

// Filters
function box(parent, sign, text, count, change, checked = true) {
  const label = make("label"), input = make("input");
  input.type = "checkbox";
  input.checked = input.defaultChecked = checked;
  input.onchange = () => {
    change(input.checked);
    sift();
  };
  label.append(input, ...sign, make("span", text, "what"), ...(count === null ? [] : [make("span", count.toLocaleString("vi"), "many")]));
  parent.append(label);
  return label;
}
// A group of boxes with one in its title that sets them all.
function group(id, choices) {
  const parent = by(id), all = make("input");
  for (const {name, sign, text, count} of choices) {
    const label = box(parent, sign, text, count, (on) => {
      out[id][on ? "delete" : "add"](name);
      all.checked = !out[id].size;
    });
    label.dataset.name = name;
  }
  all.type = "checkbox";
  all.checked = all.defaultChecked = true;
  all.setAttribute("aria-label", parent.querySelector("legend").textContent);
  all.onchange = () => {
    for (const input of parent.querySelectorAll("label input")) input.checked = all.checked;
    out[id] = new Set(all.checked ? [] : choices.map((choice) => choice.name));
    sift();
  };
  parent.querySelector("legend").prepend(all);
}
const count = (things, key) => d3.rollup(things, (some) => some.length, key);
function dot(colour, held = true) {
  const sign = make("span", "", "dot", held ? "" : "missing");
  sign.style[held ? "background" : "borderColor"] = colour;
  return sign;
}
function dash(colour) {
  const sign = make("span", "", "stroke");
  sign.style.borderColor = colour;
  return sign;
}

const ofType = count(nodes, (node) => node.type), ofRelation = count(edges, (edge) => edge.relation.name);
const ofStatus = count(nodes, (node) => (node.held ? "held" : "missing"));
group("status", ["held", "missing"].map((name) => (
  {name, sign: [dot(data.other, name === "held")], text: words[name], count: ofStatus.get(name) || 0}
)));
group("types", data.types.map(({name, colour}) => (
  {name, sign: [dot(colour)], text: name || words.no_type, count: ofType.get(name)}
)));
group("relations", relations.map(({name, label, kind}) => (
  {name, sign: [dash(kinds.get(kind).colour)], text: label, count: ofRelation.get(name)}
)));
for (const [id, initial] of [["from", span.from], ["to", span.to]]) {
  by(id).append(...years.map((year) => {
    const option = make("option", year);
    option.defaultSelected = year === initial;
    return option;
  }));
  by(id).onchange = () => {
    span[id] = by(id).value;
    sift();
  };
}
const undated = nodes.filter((node) => !node.year).length;
if (undated) box(by("years"), [], words.undated, undated, (on) => { span.undated = on; }).classList.add("whole");
box(by("status"), [], words.linked, null, (on) => { span.linked = on; }, false).dataset.name = "linked";
by("everything").onclick = () => {
  for (const input of by("choices").querySelectorAll("input")) input.checked = input.defaultChecked;
  for (const set of Object.values(out)) set.clear();
  Object.assign(span, {from: years[0], to: years[years.length - 1], undated: true, linked: false});
  [by("from").value, by("to").value] = [span.from, span.to];
  sift();
};

const shownKinds = new Set(relations.map((relation) => relation.kind));
by("legend").append(...[
  [dot(data.other), words.held], [dot(data.other, false), words.missing],
  ...data.kinds.filter((kind) => shownKinds.has(kind.name)).map((kind) => [dash(kind.colour), kind.label]),
  [make("span", "→"), words.arrow], [make("span", "●"), words.size],
].map(([sign, meaning]) => {
  const item = make("li");
  item.append(sign, make("span", meaning));
  return item;
}));

// The window
let fitted = false;
new ResizeObserver(() => {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = canvas.clientWidth * ratio;
  canvas.height = canvas.clientHeight * ratio;
  if (!fitted) fit();
  fitted = true;
  paint();
}).observe(by("stage"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  takeColours();
  draw();
});
by("filters").open = !matchMedia("(max-width: 50rem)").matches;
takeColours();
sift();
if (data.centre !== null) choose(nodes[data.centre]);
