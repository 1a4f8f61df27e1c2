/** Sections of the report that speak of other layers than packets: inputs, tables, joins. */
import type { LayerInputFacts, ReleaseFacts } from './facts.js'
import { type Html, html } from './html.js'
import { joinsOf } from './table-words.js'
import { byteSize, counted, number } from './words.js'

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((a, b) => a + b, 0)

function reasons(counts: Readonly<Record<string, number>>): string {
  const list = Object.entries(counts).sort((a, b) => b[1] - a[1])
  return list.map(([why, n]) => `${why}: ${number(n)}`).join(', ')
}

function inputRow(l: LayerInputFacts): Html {
  const dropped = sum(l.records.dropped)
  const gone = sum(l.suppressed)
  return html`<tr><td class="name">${l.layer}<br><span class="sub">${l.format}</span></td>
<td class="num" data-label="Records:">${number(l.records.out)}
<span class="sub">of ${number(l.records.in)}</span></td>
<td data-label="Left out:">${dropped === 0 ? 'nothing' : reasons(l.records.dropped)}</td>
<td data-label="Values that did not leave:">${number(gone)}
<br><span class="sub">${reasons(l.suppressed)}</span></td>
<td class="num" data-label="Bytes:">${byteSize(l.bytes.out)}</td></tr>
`
}

/** What became of inputs that held no packets. */
export function layersSection(facts: ReleaseFacts): Html | undefined {
  if (facts.layers.length === 0) return undefined
  return html`<section><h2>Other layers</h2><p class="about">Each was rewritten under the same
policy and with the same keys, in its own format: an address has one pseudonym in all of them.</p>
<div class="card wide"><table class="stack"><thead><tr><th>Layer</th><th class="num">Records</th>
<th>Left out</th><th>Values that did not leave</th><th class="num">Bytes</th></tr></thead>
<tbody>${facts.layers.map(inputRow)}</tbody></table></div></section>
`
}

/** A time of a table, to the second. */
function clock(nanos: bigint | undefined): string {
  if (nanos === undefined) return ''
  return new Date(Number(nanos / 1_000_000n)).toISOString().slice(0, 19).replace('T', ' ')
}

/** The tables, and which of their columns meet. */
export function tablesSection(facts: ReleaseFacts): Html | undefined {
  if (facts.tables.length === 0) return undefined
  const joins = joinsOf(facts.tables)
  const lines = facts.tables.map(
    ({ table, rows, first, last }) => html`<tr><td class="name">${table.name}
<br><span class="sub">${table.doc}</span></td>
<td class="num" data-label="Rows:">${number(rows)}</td>
<td data-label="From:">${clock(first)}</td><td data-label="To:">${clock(last)}</td></tr>
`,
  )
  return html`<section><h2>Tables</h2><p class="about">${counted(facts.tables.length, 'table')}
made of what leaves, in Parquet, by day. Times are those after shifting.</p>
<div class="card wide"><table class="stack"><thead><tr><th>Table</th><th class="num">Rows</th>
<th>From</th><th>To</th></tr></thead><tbody>${lines}</tbody></table></div>
${
  joins.length > 0 &&
  html`<p class="about">They meet in: ${joins
    .map((j) => `${j.table}.${j.column} = ${j.to}.${j.toColumn}`)
    .join('; ')}.</p>`
}</section>
`
}
