/** A card of the report for each table: how many rows, when, what is missing, and its columns. */
import type { WrittenTable } from '../formats/tables.js'
import type { ReleaseFacts } from './facts.js'
import { type Html, html, type Part } from './html.js'
import type { Steps, TableFacts } from './layer-facts.js'
import { clock, lengthOfTime } from './time-words.js'
import { counted, number, percent } from './words.js'

const WIDTH = 960
const HEIGHT = 72

/** Rows over time: a bar for each step. */
function overTime(steps: Steps, table: string): Html {
  const { rows, first, step } = steps
  const top = Math.max(1, ...rows)
  const width = WIDTH / rows.length
  const title = `${table}: rows over time, ${lengthOfTime(step)} a bar, at most ${number(top)}`
  const bars = rows.map((n, i) => {
    if (n === 0) return undefined
    const height = Math.max(1.5, ((HEIGHT - 4) * n) / top)
    return html`<rect x="${(i * width).toFixed(1)}" y="${(HEIGHT - 2 - height).toFixed(1)}"
 width="${Math.max(1, width - 2).toFixed(1)}" height="${height.toFixed(1)}"/>`
  })
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img"
 aria-label="${title}">${bars}<line class="axis" x1="0" x2="${WIDTH}" y1="${HEIGHT - 1}"
 y2="${HEIGHT - 1}"/></svg>
<p class="ends"><span>${clock(first)}</span>
<span>${lengthOfTime(step)} a bar, at most ${counted(top, 'row')}</span>
<span>${clock(first + step * BigInt(rows.length))}</span></p>`
}

function numbers(t: WrittenTable, facts: TableFacts | undefined): [string, Part][] {
  const { rows, first, last } = t
  const list: [string, Part][] = [['Rows', number(rows)]]
  if (first !== undefined && last !== undefined) {
    list.push(['Time covered', lengthOfTime(last - first)])
  }
  const { silence } = facts ?? {}
  if (silence !== undefined) {
    const at = html`${lengthOfTime(silence.to - silence.from)}<br>
<span class="sub">from ${clock(silence.from)}</span>`
    list.push(['Longest time without a row', at])
  }
  for (const [what, n] of Object.entries(facts?.partial ?? {})) {
    const part = html`${number(n)} <span class="sub">${percent(n, rows)}</span>`
    list.push([`${what[0].toUpperCase()}${what.slice(1)}`, part])
  }
  return list
}

function columns({ table, rows }: WrittenTable, facts: TableFacts | undefined): Html {
  const row = (c: (typeof table.columns)[number]): Html => {
    const filled = facts?.filled[c.name]
    return html`<tr><td><code>${c.name}</code></td><td>${c.type}</td><td>${c.doc}</td>
<td class="num" data-label="Has a value:">${filled === undefined ? '' : percent(filled, rows)}</td>
</tr>
`
  }
  return html`<details><summary>${counted(table.columns.length, 'column')}</summary>
<div class="wide"><table class="stack"><thead><tr><th>Column</th><th>Type</th><th>Meaning</th>
<th class="num">Has a value</th></tr></thead><tbody>${table.columns.map(row)}</tbody></table></div>
</details>`
}

function card(t: WrittenTable, facts: TableFacts | undefined): Html {
  return html`<div class="layer card"><div class="top-of">
<h3>${t.table.name}</h3><p class="about">${t.table.doc}</p>
${facts?.steps && overTime(facts.steps, t.table.name)}
<dl class="facts">${numbers(t, facts).map(
    ([k, v]) => html`<div><dt>${k}</dt><dd>${v}</dd></div>`,
  )}</dl></div>
${columns(t, facts)}</div>
`
}

/** The tables, one card each. */
export function tablesSection(facts: ReleaseFacts): Html | undefined {
  if (facts.tables.length === 0) return undefined
  const factsOf = (name: string): TableFacts | undefined =>
    facts.counted?.tables.find((t) => t.name === name)
  return html`<section><h2>Tables</h2><p class="about">${counted(facts.tables.length, 'table')}
made of what leaves, in Parquet, by day. Times are those after shifting.</p>
${facts.tables.map((t) => card(t, factsOf(t.table.name)))}</section>
`
}
