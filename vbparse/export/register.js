"use strict";
// The records are [id, [part, value, id of the record that it is]…]; a part is a place in `labels`.
const byId = id => document.getElementById(id);
const {columns, symbol, labels, words} = JSON.parse(byId("words").textContent);
const records = JSON.parse(byId("records").textContent);
const places = new Map(records.map(([id], place) => [id, place]));
const collator = new Intl.Collator("vi", {numeric: true});
const STEP = 100, ABSENT = "—";
const body = document.querySelector("tbody"), heads = [...document.querySelectorAll("thead th")];
let order = records.map((_, place) => place), sorted = 0, shown = 0, found = order, folded = null, citing = null;

// Vietnamese without its marks, in lower case: "Chỉ thị" is "chi thi".
function fold(text) {
  return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
}

function make(name, text, parent, className) {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return parent ? parent.appendChild(element) : element;
}

// The first value of a part; what the card says is absent is nothing here.
function value(place, part) {
  const line = records[place].find((line, k) => k && line[0] === part);
  return line && line[1] !== ABSENT ? line[1] : "";
}

function number(place) {
  return value(place, 0) || value(place, symbol) || ABSENT;
}

function name(place) {
  return (value(place, 1) + " " + number(place)).trim();
}

function link(place, text, parent) {
  make("a", text, parent).href = "#" + records[place][0];
}

// What a search looks through: a second's work for 20,000 records, done before anybody has typed.
function prepare() {
  folded ??= records.map(([, ...lines]) => fold(lines.map(line => line[1]).join("\n")));
}

function search() {
  const wanted = fold(byId("search").value).split(/\s+/).filter(Boolean);
  if (wanted.length) prepare();
  found = order.filter(place => wanted.every(word => folded[place].includes(word)));
  byId("count").textContent = words.count.replace("{found}", found.length).replace("{all}", records.length);
  body.textContent = "";
  shown = 0;
  more();
}

function more() {
  const rows = document.createDocumentFragment();
  for (const place of found.slice(shown, shown + STEP)) {
    const row = make("tr", undefined, rows);
    row.dataset.place = place;
    for (let part = 0; part < columns; part++) {
      const cell = make("td", part ? value(place, part) : undefined, row, heads[part].className);
      if (!part) link(place, number(place), cell);
    }
  }
  body.append(rows);
  shown = Math.min(shown + STEP, found.length);
  byId("more").hidden = shown === found.length;
}

// By a column, up and then down; what is absent comes last either way.
function sort(column) {
  sorted = sorted === column + 1 ? -sorted : column + 1;
  const keys = records.map((_, place) => value(place, column)), way = Math.sign(sorted);
  order = records.map((_, place) => place).sort((a, b) =>
    !keys[a] - !keys[b] || way * collator.compare(keys[a], keys[b]) || a - b);
  heads.forEach((head, k) => {
    if (k === column) head.setAttribute("aria-sort", sorted > 0 ? "ascending" : "descending");
    else head.removeAttribute("aria-sort");
  });
  search();
}

// Which records cite which, found once: [record cited] → [records that cite it].
function cited(place) {
  if (!citing) {
    citing = new Map();
    records.forEach(([, ...lines], from) => {
      for (const target of new Set(lines.map(line => line[2]).filter(id => places.has(id)))) {
        const to = places.get(target);
        citing.set(to, [...citing.get(to) ?? [], from]);
      }
    });
  }
  return citing.get(place) ?? [];
}

function open(place) {
  const card = byId("card"), [, ...lines] = records[place];
  card.textContent = "";
  const close = make("button", "×", card, "close");
  close.type = "button";
  close.setAttribute("aria-label", words.close);
  close.onclick = () => { location.hash = ""; };
  make("h2", name(place), card);
  const table = make("tbody", undefined, make("table", undefined, card));
  let before = null;
  const row = label => {
    const line = make("tr", undefined, table);
    make("th", label === before ? "" : label, line);
    before = label;
    return make("td", undefined, line);
  };
  for (const [part, text, target] of lines) {
    const cell = row(labels[part]);
    if (places.has(target)) link(places.get(target), text, cell);
    else cell.textContent = text;
  }
  for (const from of cited(place)) link(from, name(from), row(words.cited_by));
  card.hidden = false;
  card.scrollTop = 0;
}

// The address says what is shown: #q=words is a search, #id a record.
function follow() {
  const [, asked, id] = /^#(?:q=(.*)|(.+))$/.exec(location.hash) ?? [];
  if (asked !== undefined) {
    try { byId("search").value = decodeURIComponent(asked); } catch { byId("search").value = asked; }
    search();
  }
  if (places.has(id)) open(places.get(id));
  else byId("card").hidden = true;
  for (const row of body.querySelectorAll("tr")) {
    row.classList.toggle("open", places.get(id) === Number(row.dataset.place));
  }
}

let waiting;
byId("search").oninput = () => { clearTimeout(waiting); waiting = setTimeout(search, 120); };
byId("more").onclick = more;
heads.forEach((head, column) => { head.querySelector("button").onclick = () => sort(column); });
body.onclick = event => {
  const row = event.target.closest("tr");
  if (row && !event.target.closest("a")) location.hash = records[row.dataset.place][0];
};
document.onkeydown = event => { if (event.key === "Escape" && !byId("card").hidden) location.hash = ""; };
window.onhashchange = follow;
search();
follow();
(window.requestIdleCallback ?? setTimeout)(prepare);
