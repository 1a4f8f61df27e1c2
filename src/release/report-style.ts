/** The style sheet of the report: system fonts, light and dark, narrow screens, paper. */

const LIGHT = `
  --paper: #f6f5f1; --card: #ffffff; --sunk: #efede7; --line: #dcd9d0;
  --ink: #1c2321; --soft: #55605c; --accent: #0c5f59; --accent-soft: #8db8b2;
  --good: #17663a; --good-wash: #e6f2ea; --bad: #a1241b; --bad-wash: #fbeae7;
  --warn: #7c5300; --warn-wash: #fbf1dc;`

const DARK = `
  --paper: #111615; --card: #191f1e; --sunk: #212927; --line: #33403d;
  --ink: #e7ecea; --soft: #a3b1ac; --accent: #7cc9bf; --accent-soft: #3f6f69;
  --good: #80d6a0; --good-wash: #16291e; --bad: #ff9f94; --bad-wash: #331b18;
  --warn: #efc56f; --warn-wash: #2e2614;`

/** The whole style sheet. */
export const style = `
:root { color-scheme: light dark; ${LIGHT} }
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Cantarell,
    "Liberation Sans", Arial, sans-serif; font-variant-numeric: tabular-nums; }
main, .top, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.5rem; }
.top { display: flex; justify-content: space-between; gap: 1rem; padding-top: 1.75rem;
  padding-bottom: 1rem; color: var(--soft); font-size: .875rem; }
.top b { color: var(--accent); letter-spacing: .02em; font-weight: 650; }
h1, h2, h3 { line-height: 1.25; font-weight: 620; letter-spacing: -.011em; margin: 0;
  text-wrap: balance; }
h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 2.125rem); overflow-wrap: anywhere; }
h2 { font-size: 1.3125rem; }
h3 { font-size: 1rem; letter-spacing: 0; }
p { margin: 0; }
section { margin-top: 3.25rem; }
section > .about { color: var(--soft); max-width: 46rem; margin: .4rem 0 1.1rem; }
code, pre { font: .8125rem/1.6 ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas,
  "Liberation Mono", monospace; }
code { overflow-wrap: anywhere; }
pre { background: var(--sunk); border-radius: .5rem; padding: .9rem 1.1rem; margin: 0;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
.icon { width: 1.125rem; height: 1.125rem; flex: none; fill: none; stroke: currentColor;
  stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }

.verdict { margin-top: 0; padding: 1.75rem 2rem; border-left: .375rem solid var(--good); }
.verdict.fail { border-left-color: var(--bad); }
.verdict .lede + .lede { color: var(--soft); font-size: 1rem; margin-top: .35rem; }
.verdict .lede { margin-top: .6rem; max-width: 46rem; font-size: 1.0625rem; }
.said { display: inline-flex; align-items: center; gap: .45rem; padding: .2rem .75rem .2rem .55rem;
  border-radius: 2rem; font-weight: 620; font-size: .875rem; white-space: nowrap; }
.verdict .said { margin-bottom: .8rem; }
.said.pass { color: var(--good); background: var(--good-wash); }
.said.fail { color: var(--bad); background: var(--bad-wash); }
.said.warn, .said.inconclusive { color: var(--warn); background: var(--warn-wash); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(45%, 13rem), 1fr));
  gap: 1rem 1.5rem; margin: 1.5rem 0 0; padding-top: 1.25rem; border-top: 1px solid var(--line); }
dt { color: var(--soft); font-size: .8125rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.facts dd { font-weight: 550; }

.tiles { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1rem; margin-top: 1rem; }
.tile { padding: 1.25rem 1.5rem; }
.tile .big { font-size: clamp(1.5rem, 1.2rem + 1.3vw, 2rem); font-weight: 640; line-height: 1.2;
  letter-spacing: -.02em; }
.tile .big small { font-size: .9375rem; font-weight: 450; color: var(--soft); letter-spacing: 0; }
.tile .of { color: var(--soft); font-size: .9375rem; margin-top: .25rem; }
.tile .good { color: var(--good); }
.tile .bad { color: var(--bad); }

.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th { text-align: left; font-weight: 550; font-size: .8125rem; color: var(--soft);
  padding: .75rem 1.25rem .6rem; white-space: nowrap; }
td { padding: .7rem 1.25rem; border-top: 1px solid var(--line); vertical-align: top; }
.kinds th:nth-child(2) { width: 32%; }
.kinds th:nth-child(3) { width: 36%; }
td.num, th.num { text-align: right; white-space: nowrap; }
td.name { font-weight: 600; white-space: nowrap; }
td.name .sub { white-space: normal; }
td code { color: var(--soft); }
td .sub { color: var(--soft); font-size: .8125rem; font-weight: 400; }

.bars td { padding-top: .5rem; padding-bottom: .5rem; vertical-align: middle; }
.bars .track { width: 38%; }
.bars svg { display: block; width: 100%; height: .75rem; min-width: 5rem; }
.track rect.all { fill: var(--sunk); }
.track rect.part { fill: var(--accent); }

.checks { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr));
  gap: 1rem; }
.check { padding: 1.25rem 1.5rem 1.4rem; display: flex; flex-direction: column; gap: .75rem; }
.check header { display: flex; justify-content: space-between; align-items: center; gap: .75rem; }
.check header code { color: var(--soft); }
.check .value { font-size: 1.375rem; font-weight: 620; letter-spacing: -.01em; }
.check .value small { font-size: .875rem; font-weight: 450; color: var(--soft); letter-spacing: 0; }
.check .what { color: var(--soft); font-size: .875rem; }
.arms { display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; margin: 0; font-size: .8125rem; }
.arms div { display: flex; gap: .4rem; }
.arms dd { font-weight: 550; }
.notes { margin: 0; padding-left: 1.1rem; font-size: .875rem; overflow-wrap: anywhere; }
.notes li + li { margin-top: .2rem; }
details summary { cursor: pointer; color: var(--accent); font-size: .875rem; }
.scale { display: block; width: 100%; height: 1rem; }
.scale .rail { stroke: var(--line); stroke-width: 4; stroke-linecap: round; }
.scale .span { stroke: var(--accent); stroke-width: 4; stroke-linecap: round; }
.scale .point { fill: var(--accent); stroke: var(--card); stroke-width: 2; }
.scale .limit { stroke: var(--ink); stroke-width: 2; }

.why { padding: 1.5rem 2rem; border-left: .375rem solid var(--bad); }
.why + .why { margin-top: 1rem; }
.why dl { display: grid; grid-template-columns: 8.5rem 1fr; gap: .6rem 1.25rem; margin: .9rem 0 0; }
.why dt { padding-top: .15rem; }

.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
  gap: 1rem; }
.plot { margin: 0; padding: 1.1rem 1.35rem 1.2rem; }
.plot figcaption { font-weight: 600; font-size: .9375rem; }
.plot figcaption span { display: block; color: var(--soft); font-weight: 400; font-size: .8125rem; }
.plot > svg { display: block; width: 100%; height: auto; margin-top: .6rem; }
.plot .after, .legend .after { fill: var(--accent-soft); }
.plot .before, .legend .before { fill: none; stroke: var(--ink); stroke-width: 1.25; }
.plot .axis { stroke: var(--line); }
.plot text { fill: var(--soft); font-size: 10px; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; font-size: .875rem; margin: 0 0 1rem;
  color: var(--soft); }
.legend span { display: inline-flex; align-items: center; gap: .5rem; }
.legend svg { width: 1rem; height: .75rem; }

.layer { margin-top: 1rem; padding: 1.25rem 1.5rem; }
.layer .about { color: var(--soft); font-size: .9375rem; }
.layer .top-of > svg { display: block; width: 100%; height: 4.5rem; margin-top: .9rem; }
.layer svg rect { fill: var(--accent); }
.layer svg .axis { stroke: var(--line); }
.layer .ends { display: flex; justify-content: space-between; gap: 1rem; color: var(--soft);
  font-size: .8125rem; }
.layer .facts { margin-top: .9rem; padding-top: .9rem; }
.facts .sub { color: var(--soft); font-size: .8125rem; font-weight: 400; }
.layer details { margin-top: .9rem; }
.map { padding: 1rem; overflow-x: auto; }
.map svg { display: block; width: 100%; min-width: 28rem; max-width: 44rem; height: auto;
  margin: 0 auto; }
.map .edge { stroke: var(--accent-soft); fill: none; }
.map .edge.link { stroke: var(--accent); stroke-dasharray: 6 4; }
.map rect { fill: var(--card); stroke: var(--line); }
.map text { fill: var(--ink); font-size: 13px; font-weight: 600; text-anchor: middle; }
.map text.count { fill: var(--soft); font-size: 12px; font-weight: 400; paint-order: stroke;
  stroke: var(--card); stroke-width: 5px; }

.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
  gap: 1rem; }
.keys dd { margin-bottom: .75rem; }
.keys dl { margin: .75rem 0 0; }
.pad { padding: 1.25rem 1.5rem; }
.gap { margin-top: 1rem; }
.limits { padding-left: 1.2rem; max-width: 46rem; margin: .75rem 0 0; }
.limits li + li { margin-top: .5rem; }
footer { margin-top: 4rem; padding-top: 1.25rem; padding-bottom: 2.5rem; color: var(--soft);
  font-size: .8125rem; }
footer p { border-top: 1px solid var(--line); padding-top: 1.25rem; }

@media screen and (max-width: 54rem) {
  .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden;
    clip-path: inset(50%); white-space: nowrap; }
  .stack tbody, .stack tr, .stack td { display: block; }
  .stack tr { padding: .8rem 1.25rem; border-top: 1px solid var(--line); }
  .stack tr:first-child { border-top: 0; }
  .stack td { border: 0; padding: .1rem 0; text-align: left; white-space: normal;
    overflow-wrap: anywhere; }
  .stack td[data-label]::before { content: attr(data-label) " "; color: var(--soft);
    font-size: .8125rem; }
  .bars .track { width: 100%; padding: .3rem 0; }
}
@media screen and (max-width: 46rem) {
  main, .top, footer { padding-left: 1rem; padding-right: 1rem; }
  .verdict, .why { padding: 1.35rem 1.25rem; }
  .why dl { grid-template-columns: 1fr; gap: .15rem; }
  .why dd + dt { margin-top: .6rem; }
  .tiles { grid-template-columns: 1fr; gap: .75rem; }
  section { margin-top: 2.5rem; }
  .layer .ends { flex-wrap: wrap; gap: 0 1rem; }
}
@media print {
  :root { color-scheme: light; ${LIGHT} --paper: #ffffff; }
  @page { margin: 16mm 14mm; }
  body { font-size: 10.5pt; }
  main, .top, footer { max-width: none; padding-left: 0; padding-right: 0; }
  section { margin-top: 1.75rem; }
  table { font-size: 9pt; }
  td, th, .bars td { padding: .35rem .45rem; }
  td, th, th.num { white-space: normal; }
  td.num { white-space: nowrap; }
  .tile, .check, .plot { padding: .8rem 1rem; }
  .checks, .plots { grid-template-columns: repeat(2, 1fr); }
  .check, .plot, .tile, .verdict, .about, .top-of, .map, tr, li { break-inside: avoid; }
  h2, h3, .about, .legend, dt { break-after: avoid; }
  thead { display: table-header-group; }
  .wide { overflow: visible; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`
