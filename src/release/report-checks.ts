/** Sections of the report that speak of the audit: why it was refused, and each check as a card. */
import type { Finding, Verdict } from '../audit/check.js'
import { refusalOf } from '../audit/gate.js'
import { type Html, html } from './html.js'
import { icon, scale } from './report-plots.js'
import { adviceFor } from './sentences.js'
import { intervalWords, measured, number } from './words.js'

/** Notes that stand open on the page; more are folded away. */
const NOTES_OPEN = 5

const WORDS: Readonly<Record<Verdict, string>> = {
  pass: 'Passed',
  warn: 'Passed, look at it',
  fail: 'Refused',
  inconclusive: 'Could not decide',
}

/** The verdict on one finding as the gate sees it, which may be harsher than the finding's own. */
function shown(finding: Finding): Verdict {
  if (finding.verdict === 'inconclusive') return 'inconclusive'
  return refusalOf(finding) === undefined ? finding.verdict : 'fail'
}

/** A verdict as a sign and a word. */
export function said(verdict: Verdict, words = WORDS[verdict]): Html {
  return html`<span class="said ${verdict}">${icon(verdict)}${words}</span>`
}

/** A question begins with a capital on paper. */
function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function notes(lines: readonly string[]): Html | undefined {
  if (lines.length === 0) return undefined
  const list = (some: readonly string[]) =>
    html`<ul class="notes">${some.map((n) => html`<li>${n}</li>`)}</ul>`
  const rest = lines.slice(NOTES_OPEN)
  if (rest.length === 0) return list(lines)
  return html`${list(lines.slice(0, NOTES_OPEN))}<details>
<summary>${number(rest.length)} more</summary>${list(rest)}</details>`
}

function arms(finding: Finding): Html | undefined {
  const entries = Object.entries(finding.arms)
  if (entries.length === 0) return undefined
  return html`<dl class="arms">${entries.map(
    ([name, n]) => html`<div><dt>${name}</dt><dd>${number(n)}</dd></div>`,
  )}</dl>`
}

function card(finding: Finding): Html {
  const again = finding.reproducible === 'release' ? 'anyone can redo it' : 'owner’s side only'
  const { check, question, measure, value, limit } = finding
  return html`<article class="check card">
<header>${said(shown(finding))}<code>${check}</code></header>
<h3>${sentence(question)}</h3><div><p class="value">${measured(finding, value)}
<small>allowed: ${measured(finding, limit)}</small></p>
<p class="what">${measure}; ${intervalWords(finding)}</p></div>${scale(finding)}
${arms(finding)}${notes(finding.notes)}<p class="what">Version ${finding.version},
${again}.</p></article>
`
}

/** All checks, one card each. */
export function checksSection(findings: readonly Finding[]): Html {
  return html`<section><h2>How it was attacked before release</h2>
<p class="about">Each card is one attacker’s question, asked of the finished files. The upper end of
the interval has to stay within what the tier allows; a check that could not decide never counts as
passed.</p><div class="checks">${findings.map(card)}</div></section>
`
}

function why(finding: Finding, reason: string): Html {
  return html`<article class="why card"><h3>${sentence(finding.question)}</h3><dl>
<dt>Check</dt><dd><code>${finding.check}</code></dd>
<dt>What was seen</dt><dd>${measured(finding, finding.value)}: ${finding.measure}
(${intervalWords(finding)}, allowed ${measured(finding, finding.limit)})</dd>
<dt>Why it refuses</dt><dd>${sentence(reason)}.</dd>
<dt>What to change</dt><dd>${adviceFor(finding.check)}</dd>
${finding.notes.length > 0 && html`<dt>Details</dt><dd>${notes(finding.notes)}</dd>`}</dl></article>
`
}

/** Which checks refused, what they saw, and what the owner can do; nothing when none did. */
export function refusalSection(findings: readonly Finding[]): Html | undefined {
  const reasons = findings.flatMap((f) => {
    const reason = refusalOf(f)
    return reason === undefined ? [] : [why(f, reason)]
  })
  if (findings.length > 0 && reasons.length === 0) return undefined
  const none = html`<article class="why card"><p>No check was run, and what is not measured is not
released.</p></article>`
  return html`<section><h2>Why it was refused</h2><p class="about">No data was written. Change the
policy as described, and make the release again.</p>${reasons.length === 0 ? none : reasons}
</section>
`
}
