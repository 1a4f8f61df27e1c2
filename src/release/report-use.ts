/** Sections of the report for recipients: what the data is good for, and how to verify it. */
import type { UtilityResult } from '../utility/measure.js'
import { fingerprint } from './dsse.js'
import type { ReleaseFacts, ReleaseFile } from './facts.js'
import { type Html, html } from './html.js'
import { distribution } from './report-plots.js'
import { limitsOfClaims } from './sentences.js'
import { counted, number } from './words.js'

/** More files than these are folded away. */
const FILES_MAX = 12

function plots(result: UtilityResult, at: number): Html[] {
  return result.series.map((series, i) => {
    const apart = result.distances[`${series.label} jsd`]
    const about =
      apart === undefined
        ? []
        : [`divergence ${apart > 0 && apart < 0.001 ? '< 0.001' : number(apart)}`]
    const words = [...(series.unit === '' ? [] : [`by ${series.unit}`]), ...about]
    return html`<figure class="plot card"><figcaption>${series.label}
<span>${words.join(', ')}</span></figcaption>${distribution(series, `plot-${at}-${i}`)}</figure>
`
  })
}

/** What an analyst still gets out of it. */
export function utilitySection(facts: ReleaseFacts): Html | undefined {
  // What is measured is packets: of none, there is nothing to say.
  const hasPackets = facts.packets.in > 0 || facts.layers.length === 0
  if (facts.utility.length === 0 || !hasPackets) return undefined
  const numbers = facts.utility.flatMap((u) => Object.entries(u.numbers))
  return html`<section><h2>How useful it still is</h2><p class="about">The same questions,
asked of packets of the input and of the release. A divergence of 0 means equal, 1 means nothing in
common.</p>
<p class="legend"><span><svg viewBox="0 0 16 12" aria-hidden="true"><rect class="before" x="1" y="1"
 width="14" height="10"/></svg>before</span> <span><svg viewBox="0 0 16 12" aria-hidden="true"
><rect class="after" width="16" height="12"/></svg>after</span></p>
<div class="plots">${facts.utility.map(plots)}</div><div class="card wide gap">
<table class="stack"><thead><tr>
<th>Number</th><th class="num">Before</th><th class="num">After</th></tr></thead><tbody>
${numbers.map(
  ([name, n]) => html`<tr><td>${name}</td>
<td class="num" data-label="Before:">${number(n.before)}</td>
<td class="num" data-label="After:">${number(n.after)}</td></tr>`,
)}</tbody></table></div></section>
`
}

function fileRow(file: ReleaseFile): Html {
  return html`<tr><td>${file.path}</td>
<td class="num" data-label="Bytes:">${number(file.bytes)}</td>
<td><code>${file.sha256}</code></td></tr>`
}

/** How a recipient checks all of this without trusting the page. */
export function verifySection(facts: ReleaseFacts, data: readonly ReleaseFile[]): Html {
  const { transformer, auditor } = facts.keys
  const files = html`<table class="stack"><thead><tr><th>Data file</th>
<th class="num">Bytes</th><th>SHA-256</th></tr></thead><tbody>${data.map(fileRow)}</tbody></table>`
  const folded = html`<div class="card pad gap"><details><summary>Digests of
${counted(data.length, 'data file')}</summary><div class="wide">${files}</div></details></div>`
  return html`<section><h2>How to verify it</h2><p class="about">The command needs no key, no
network and none of the original data. It compares every file with the manifest, checks the
signatures, and measures again what can be measured from the release alone.</p>
<pre>${facts.verifyCommand}</pre>
<div class="card pad keys gap"><h3>Keys</h3><dl>
<dt>Transformer: signs what was rewritten</dt><dd><code>${fingerprint(transformer)}</code></dd>
<dt>Auditor: signs what the checks found</dt><dd><code>${fingerprint(auditor)}</code></dd>
<dt>Name of the secret that pseudonyms were made with</dt><dd><code>${facts.keyId}</code></dd></dl>
</div>
${data.length > FILES_MAX ? folded : html`<div class="card wide gap">${files}</div>`}</section>
`
}

/** What none of this proves. */
export function limitsSection(): Html {
  return html`<section><h2>Limits of these claims</h2>
<ul class="limits">${limitsOfClaims.map((l) => html`<li>${l}</li>`)}</ul></section>
`
}
