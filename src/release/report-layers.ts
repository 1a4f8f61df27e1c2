/** The section of the report that says what became of inputs that held no packets. */
import type { LayerInputFacts, ReleaseFacts } from './facts.js'
import { type Html, html } from './html.js'
import { byteSize, number } from './words.js'

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
