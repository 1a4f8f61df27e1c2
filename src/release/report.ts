/** report.html: one page for whoever has to say yes or no. No script, nothing fetched. */
import { createHash } from 'node:crypto'
import { judge } from '../audit/gate.js'
import type { ReleaseFacts, ReleaseFile } from './facts.js'
import { html, trusted } from './html.js'
import { checksSection, refusalSection } from './report-checks.js'
import { joinsSection, labelsSection } from './report-joins.js'
import { layersSection } from './report-layers.js'
import {
  droppedSection,
  kindsSection,
  rulesSection,
  tilesSection,
  verdictSection,
} from './report-sections.js'
import { style } from './report-style.js'
import { tablesSection } from './report-tables.js'
import { limitsSection, utilitySection, verifySection } from './report-use.js'
import { wordsSection } from './report-words.js'

/** The style sheet is named by its digest, so not even a style can be slipped into the page. */
function contentPolicy(): string {
  const digest = createHash('sha256').update(style).digest('base64')
  return `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`
}

/**
 * The report of a release, or of a refusal: the findings decide which.
 * @param data the data files of the release; none when it was refused
 */
export function report(facts: ReleaseFacts, data: readonly ReleaseFile[]): string {
  const passed = judge(facts.findings).verdict === 'pass'
  const title = `${facts.name}: ${passed ? 'release report' : 'refused'}`
  const sections = [
    verdictSection(facts),
    tilesSection(facts),
    refusalSection(facts.findings),
    kindsSection(facts),
    rulesSection(facts),
    layersSection(facts),
    wordsSection(facts.words),
    tablesSection(facts),
    joinsSection(facts.counted),
    labelsSection(facts.counted),
    checksSection(facts.findings),
    utilitySection(facts),
    droppedSection(facts),
    passed && verifySection(facts, data),
    limitsSection(),
  ]
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(contentPolicy())}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<header class="top"><b>scrim</b>
<span>${passed ? 'Release report' : 'Report of a refusal'}</span></header>
<main>
${sections}
</main>
<footer><p>Made by scrim ${facts.engine}. This page fetches nothing and runs nothing.
${passed && 'It is part of the release: its digest stands in the manifest.'}</p></footer>
</body>
</html>
`
  return page.html
}
