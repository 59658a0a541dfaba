"use strict";
// Plotly puts its few rules into the style of this id; so they enter ours, and the policy can forbid all others.
document.querySelector("style").id = "plotly.js-style-global";
document.addEventListener("DOMContentLoaded", () => {
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const narrow = matchMedia("(max-width: 32rem)");
  // Colours stand in figures by their names on the page: nothing else in a figure is looked at.
  function coloured(value, colour) {
    if (Array.isArray(value)) return value.map(item => coloured(item, colour));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [
      key, key !== "color" ? coloured(item, colour) : Array.isArray(item) ? item.map(colour) : colour(item),
    ]));
  }
  function draw() {
    const page = getComputedStyle(document.documentElement);
    const colour = name => page.getPropertyValue(name);
    const font = {family: "system-ui, sans-serif", size: 12, color: colour("--text")};
    const axis = {gridcolor: colour("--line"), linecolor: colour("--line"), zerolinecolor: colour("--line"),
      automargin: true};
    for (const [id, figure] of Object.entries(figures)) {
      const {data, layout} = coloured(figure, colour);
      if (narrow.matches) figure.narrow?.forEach((words, place) => layout.annotations[place].text = words);
      Plotly.react(id, data, {
        ...layout,
        autosize: true,
        dragmode: layout.xaxis.type === "date" ? "zoom" : false,
        font,
        hoverlabel: {align: "left", bgcolor: colour("--card"), bordercolor: colour("--line"), font},
        legend: {orientation: "h", x: 0, y: 1, yanchor: "bottom", traceorder: "normal"},
        margin: {l: 4, r: 4, t: 4, b: 4},
        paper_bgcolor: colour("--page"),
        plot_bgcolor: colour("--page"),
        xaxis: {...axis, ...layout.xaxis},
        yaxis: {...axis, ...layout.yaxis},
      }, {displayModeBar: false, responsive: true});
    }
  }
  for (const window of [dark, narrow]) window.addEventListener("change", draw);
  draw();
});
