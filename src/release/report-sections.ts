/** Sections of the report that speak of the data: verdict, what was done, what was left out. */
import { judge } from '../audit/gate.js'
import type { KindRow, ReleaseFacts, RuleBytes } from './facts.js'
import { type Html, html, type Part } from './html.js'
import { said } from './report-checks.js'
import { bar } from './report-plots.js'
import { tierWords } from './sentences.js'
import { byteSize, counted, epochWords, number, percent } from './words.js'

/** Rules that get a bar of their own. */
const RULES_MAX = 14

/** A time that can be broken between day and hour. */
function clock(iso: string): string {
  return iso.replace(/T(?=\d\d:)/, ' ')
}

/** First of all: may it go out, to whom, what for. */
export function verdictSection(facts: ReleaseFacts): Html {
  const { tier, recipient, purpose, epoch } = facts.policy
  const passed = judge(facts.findings).verdict === 'pass'
  const stated = purpose !== 'not stated'
  const whom = html`<b>${recipient}</b>${stated && html`, for <b>${purpose}</b>`}`
  const lede = passed
    ? html`May be given to ${whom}. Tier ${tier}: ${tierWords[tier]}.`
    : html`Was meant for ${whom}. Tier ${tier}: ${tierWords[tier]}. It did not pass, so no data was
written.`
  const span = facts.timespan
  const rows: [string, Part][] = [
    ['Tier', tier],
    ['Recipient', recipient],
    ['Purpose', purpose],
    ['Made', facts.created],
    ['Pseudonyms last', epochWords(epoch)],
    [
      'Times, after shifting',
      span ? html`${clock(span.first)}<br>to ${clock(span.last)}` : 'not told',
    ],
  ]
  const word = passed ? 'pass' : 'fail'
  return html`<section class="verdict card ${word}">
${said(word, passed ? 'Passed the gate' : 'Refused by the gate')}<h1>${facts.name}</h1>
<p class="lede">${lede}</p>
${facts.description && html`<p class="lede">${facts.description}</p>`}
<dl class="facts">${rows.map(
    ([k, v]) => html`<div><dt>${k}</dt><dd>${v}</dd></div>`,
  )}</dl></section>
`
}

/** What must be nothing: originals in the output, and bytes that no rule put there. */
function leftOver(facts: ReleaseFacts): Html {
  const shown = (check: string) => {
    const value = facts.findings.find((f) => f.check === check)?.value
    if (value === undefined) return 'not measured'
    return html`<span class="${value === 0 ? 'good' : 'bad'}">${number(value)}</span>`
  }
  return html`<div class="tile card"><p class="big">${shown('residue')}
<small>original identifiers</small></p>
<p class="of">found in the output; ${shown('byte-accounting')} bytes without a rule</p></div>`
}

interface Amount {
  readonly what: string
  readonly in: number
  readonly out: number
}

/** Records by layer, packets first. */
function amountsOf({ packets, layers }: ReleaseFacts): Amount[] {
  const amounts = new Map<string, Amount>()
  if (packets.in > 0 || layers.length === 0) amounts.set('packets', { what: 'packets', ...packets })
  for (const { layer: what, records } of layers) {
    const { in: all, out } = amounts.get(what) ?? { in: 0, out: 0 }
    amounts.set(what, { what, in: all + records.in, out: out + records.out })
  }
  return [...amounts.values()]
}

/** How much of what was given leaves, in each layer. */
function amountsTile(facts: ReleaseFacts, isPass: boolean): Html {
  const [first, ...others] = amountsOf(facts)
  const { what, in: all, out } = first
  const line = (a: Amount): Html =>
    html`<br>${a.what}: ${number(a.out)} of ${counted(a.in, 'record')}`
  return html`<div class="tile card"><p class="big">${number(out)} <small>${what}</small></p>
<p class="of">of ${number(all)} ${isPass ? 'released' : 'were to be released'}
(${percent(out, all)})${others.map(line)}</p></div>`
}

/** The three numbers that matter. */
export function tilesSection(facts: ReleaseFacts): Html {
  const { passed, warned, verdict } = judge(facts.findings)
  const isPass = verdict === 'pass'
  const tone = isPass ? 'good' : 'bad'
  return html`<div class="tiles">${amountsTile(facts, isPass)}${leftOver(facts)}
<div class="tile card"><p class="big">
<span class="${tone}">${passed.length + warned.length}</span>
<small>of ${counted(facts.findings.length, 'check')} passed</small></p>
<p class="of">${isPass ? 'each within what the tier allows' : 'a release needs all of them'}</p>
</div></div>
`
}

function kindRow(row: KindRow): Html {
  return html`<tr><td class="name">${row.kind}</td>
<td>${row.does}<br><code>${row.transform}</code></td>
<td data-label="Still told:">${row.reveals}</td><td data-label="Stable for:">${row.stability}</td>
<td class="num" data-label="Bytes:">${byteSize(row.bytes)}</td></tr>
`
}

/** What was done to each kind of value, and what it still tells. */
export function kindsSection(facts: ReleaseFacts): Html {
  return html`<section><h2>What was done to each kind of value</h2>
<p class="about">A kind says what a field could give away, in every layer; what no rule names does
not leave. Bytes are those of packets: each of them belongs to one of these rows.</p>
<div class="card wide"><table class="kinds stack">
<thead><tr><th>Kind</th><th>What happens</th><th>What a recipient can still learn</th>
<th>Stable for</th><th class="num">Bytes</th></tr></thead>
<tbody>${facts.kinds.map(kindRow)}</tbody></table></div></section>
`
}

function fieldsOf(rule: RuleBytes): string {
  const some = rule.fields.slice(0, 3).join(', ')
  return rule.fields.length > 3 ? `${some} and ${number(rule.fields.length - 3)} more` : some
}

/** Which rule put how many of the released bytes there. */
export function rulesSection(facts: ReleaseFacts): Html | undefined {
  if (facts.rules.length === 0 && facts.packets.out === 0) return undefined
  const sorted = [...facts.rules].sort((a, b) => b.bytes - a.bytes)
  const sum = (rules: readonly RuleBytes[]) => rules.reduce((n, r) => n + r.bytes, 0)
  const all = sum(sorted)
  const rest = sorted.slice(RULES_MAX)
  const row = (name: Html, about: string, bytes: number) =>
    html`<tr><td>${name}<br><span class="sub">${about}</span></td><td class="track">${bar(
      bytes,
      all,
    )}</td>
<td class="num" data-label="Bytes:">${byteSize(bytes)}
<span class="sub">${percent(bytes, all)}</span></td></tr>
`
  const rows = sorted
    .slice(0, RULES_MAX)
    .map((r) => row(html`<b>${r.rule}</b> <code>${r.transform}</code>`, fieldsOf(r), r.bytes))
  const others = html`<b>${counted(rest.length, 'further rule')}</b>`
  return html`<section><h2>Released bytes by rule</h2>
<p class="about">${byteSize(all)} in packets, each byte put there by one rule of the policy.</p>
<div class="card wide"><table class="bars stack"><thead>
<tr><th>Rule</th><th>Share</th><th class="num">Bytes</th></tr></thead><tbody>${rows}
${rest.length > 0 && row(others, 'together', sum(rest))}</tbody></table></div></section>
`
}

/** What was left out, and why. */
export function droppedSection(facts: ReleaseFacts): Html | undefined {
  const rows = Object.entries(facts.packets.dropped).sort((a, b) => b[1] - a[1])
  if (rows.length === 0) return undefined
  return html`<section><h2>What was left out</h2><p class="about">A frame that cannot
be understood to its end is dropped whole, never half rewritten.</p><div class="card wide">
<table class="stack"><thead><tr><th>Reason</th><th class="num">Packets</th>
<th class="num">Of input</th></tr>
</thead><tbody>
${rows.map(
  ([why, n]) => html`<tr><td>${why}</td>
<td class="num" data-label="Packets:">${number(n)}</td>
<td class="num" data-label="Of input:">${percent(n, facts.packets.in)}</td></tr>`,
)}</tbody></table></div></section>
`
}
