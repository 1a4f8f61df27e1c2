/** The section of the report that says what became of inputs that held no packets. */
import type { LayerInputFacts, ReleaseFacts } from './facts.js'
import { type Html, html } from './html.js'
import { groupsOf, type LayerGroup } from './layer-groups.js'
import { byteSize, counted, number } from './words.js'

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((a, b) => a + b, 0)

function reasons(counts: Readonly<Record<string, number>>): string {
  const list = Object.entries(counts).sort((a, b) => b[1] - a[1])
  return list.map(([why, n]) => `${why}: ${number(n)}`).join(', ')
}

function yearNote({ yearless }: LayerGroup): Html | string {
  if (yearless === undefined) return ''
  const { records, near } = yearless
  return html`<br><span class="sub">${number(records)} records name no year: the nearest to ${near}
was taken</span>`
}

function inputRow(l: LayerGroup): Html {
  const dropped = sum(l.records.dropped)
  const gone = sum(l.suppressed)
  return html`<tr><td class="name">${l.layer}<br><span class="sub">${l.format}</span>
${yearNote(l)}</td>
<td class="num" data-label="Inputs:">${number(l.inputs)}</td>
<td class="num" data-label="Records:">${number(l.records.out)}
<span class="sub">of ${number(l.records.in)}</span></td>
<td data-label="Left out:">${dropped === 0 ? 'nothing' : reasons(l.records.dropped)}</td>
<td data-label="Values that did not leave:">${gone === 0 ? 'none' : number(gone)}
<br><span class="sub">${reasons(l.suppressed)}</span></td>
<td class="num" data-label="Bytes:">${byteSize(l.bytes.out)}</td></tr>
`
}

/** Flow exporters whose datagrams lay in packets, where there were any. */
function exportedNote({ exported }: ReleaseFacts): Html | string {
  if (exported === undefined) return ''
  const { exporters, datagrams: d } = exported
  const lost = d.in > d.out ? html` Left out: ${reasons(d.dropped)}.` : ''
  return html`<p class="about">Packets held ${counted(d.in, 'datagram')} of flow exporters, of which
${number(d.out)}, of ${counted(exporters, 'exporter')}, were read as flows. In packets their records
do not leave.${lost}</p>
`
}

/** What became of inputs that held no packets. */
export function layersSection(facts: ReleaseFacts): Html | undefined {
  if (facts.layers.length === 0 && facts.exported === undefined) return undefined
  return html`<section><h2>Other layers</h2>${exportedNote(facts)}
${facts.layers.length === 0 ? '' : inputsTable(facts.layers)}</section>
`
}

function inputsTable(layers: readonly LayerInputFacts[]): Html {
  return html`<p class="about">Each was rewritten under the same
policy and with the same keys, in its own format: an address has one pseudonym in all of them.</p>
<div class="card wide"><table class="stack"><thead><tr><th>Layer</th><th class="num">Inputs</th>
<th class="num">Records</th>
<th>Left out</th><th>Values that did not leave</th><th class="num">Bytes</th></tr></thead>
<tbody>${groupsOf(layers).map(inputRow)}</tbody></table></div>`
}
