/** Who meets whom: a map of the tables of a release, what joins them, and what they are called. */
import { linkMethods } from '../correlate/link.js'
import { type Html, html } from './html.js'
import type { JoinFacts, LayerFacts, LinkFacts, StandingFacts } from './layer-facts.js'
import { bar } from './report-plots.js'
import { counted, number, percent } from './words.js'

const WIDTH = 640
const HEIGHT = 340
/** Contradictions that are listed. */
const CONFLICTS_MAX = 20
const BOX = { width: 132, height: 34 }

/** Across and down. */
type Place = readonly [number, number]

interface Edge {
  readonly from: string
  readonly to: string
  readonly records: number
  readonly isLink: boolean
}

/** One edge between two tables, whatever the columns or ways that make it. */
function edgesOf({ joins, links }: Pick<LayerFacts, 'joins' | 'links'>): Edge[] {
  const all: Edge[] = [
    ...joins.map((j) => ({ from: j.table, to: j.to, records: j.met, isLink: false })),
    ...links.map((l) => ({ from: l.from, to: l.to, records: l.links, isLink: true })),
  ]
  const edges = new Map<string, Edge>()
  for (const e of all) {
    const key = [...[e.from, e.to].sort(), String(e.isLink)].join('\0')
    const known = edges.get(key)
    if (known === undefined || known.records < e.records) edges.set(key, e)
  }
  return [...edges.values()]
}

/** Places on an ellipse, the first at the top. */
function placesOf(names: readonly string[]): Map<string, Place> {
  const across = (WIDTH - BOX.width) / 2 - 8
  const down = (HEIGHT - BOX.height) / 2 - 8
  return new Map(
    names.map((n, i) => {
      const turn = (2 * Math.PI * i) / names.length - Math.PI / 2
      return [n, [WIDTH / 2 + across * Math.cos(turn), HEIGHT / 2 + down * Math.sin(turn)]]
    }),
  )
}

/** A place on the line for its number, at which no other number stands. */
function free(line: (t: number) => Place, taken: Place[]): Place {
  const isFree = ([x, y]: Place): boolean =>
    taken.every(([left, top]) => Math.abs(left - x) > 46 || Math.abs(top - y) > 15)
  const place = [0.5, 0.4, 0.6, 0.32, 0.68].map(line).find(isFree) ?? line(0.5)
  taken.push(place)
  return place
}

function edge(e: Edge, places: ReadonlyMap<string, Place>, taken: Place[]): Html | undefined {
  const from = places.get(e.from)
  const to = places.get(e.to)
  if (from === undefined || to === undefined || e.from === e.to) return undefined
  const width = (1 + Math.log10(1 + e.records)).toFixed(1)
  // Joins by columns and links between the same two tables run on either side of the middle.
  const bend = e.isLink ? 44 : -28
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const far = Math.hypot(dx, dy)
  const mx = (from[0] + to[0]) / 2 - (bend * dy) / far
  const my = (from[1] + to[1]) / 2 + (bend * dx) / far
  const at = (x: number): string => x.toFixed(1)
  // A quadratic curve of Bézier.
  const on = (t: number, i: 0 | 1, middle: number): number =>
    (1 - t) ** 2 * from[i] + 2 * t * (1 - t) * middle + t ** 2 * to[i]
  const [x, y] = free((t) => [on(t, 0, mx), on(t, 1, my)], taken)
  return html`<path class="${e.isLink ? 'edge link' : 'edge'}" stroke-width="${width}"
 d="M${at(from[0])} ${at(from[1])}Q${at(mx)} ${at(my)} ${at(to[0])} ${at(to[1])}"/>
<text class="count" x="${at(x)}" y="${at(y + 4)}">${number(e.records)}</text>`
}

/** The map: lines for columns that meet, broken lines for links that were found. */
function map(facts: Pick<LayerFacts, 'joins' | 'links'>): Html | undefined {
  const edges = edgesOf(facts).filter((e) => e.from !== e.to)
  const names = [...new Set(edges.flatMap((e) => [e.from, e.to]))].sort()
  if (names.length < 2) return undefined
  const places = placesOf(names)
  const taken: Place[] = [...places.values()]
  const boxes = [...places].map(([n, [x, y]]) => {
    const [left, top] = [x - BOX.width / 2, y - BOX.height / 2]
    return html`<rect x="${left.toFixed(1)}" y="${top.toFixed(1)}" width="${BOX.width}"
 height="${BOX.height}" rx="8"/><text x="${x.toFixed(1)}" y="${(y + 4.5).toFixed(1)}">${n}</text>`
  })
  return html`<div class="map card"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img"
 aria-label="which layers meet; the table below says the same">
${edges.map((e) => edge(e, places, taken))}${boxes}</svg></div>`
}

function joinRow(j: JoinFacts): Html {
  const met = `${j.estimated ? 'about ' : ''}${number(j.met)}`
  return html`<tr><td class="name">${j.table}</td><td class="name" data-label="To:">${j.to}</td>
<td><code>${j.table}.${j.column} = ${j.to}.${j.toColumn}</code></td>
<td class="num" data-label="Found:">${met} <span class="sub">of ${number(j.rows)}</span>
</td><td class="num" data-label="Share:">${percent(j.met, j.rows)}</td></tr>
`
}

function wayOf(method: string): string {
  return Object.entries(linkMethods).find(([name]) => name === method)?.[1] ?? ''
}

function linkRow(l: LinkFacts): Html {
  return html`<tr><td class="name">${l.from}</td><td class="name" data-label="To:">${l.to}</td>
<td><code>${l.method}</code><br><span class="sub">${wayOf(l.method)}</span></td>
<td class="num" data-label="Found:">${number(l.links)}</td>
<td class="num" data-label="Mean confidence:">${percent(l.confidence, 1)}</td></tr>
`
}

/** Which tables meet, by columns of equal values and by links, with counts and confidence. */
export function joinsSection(facts: LayerFacts | undefined): Html | undefined {
  if (facts === undefined) return undefined
  const { links, unlinked = 0 } = facts
  const joins = facts.joins.filter((j) => j.rows > 0)
  if (joins.length + links.length === 0) return undefined
  const head = (last: string): Html => html`<thead><tr><th>From</th><th>To</th><th>By</th>
<th class="num">Found</th><th class="num">${last}</th></tr></thead>`
  const byColumns = html`<div class="card wide gap"><table class="stack">${head('Share')}
<tbody>${joins.map(joinRow)}</tbody></table></div>`
  const byLinks = html`<div class="card wide gap"><table class="stack">${head('Mean confidence')}
<tbody>${links.map(linkRow)}</tbody></table></div>`
  return html`<section><h2>Who meets whom</h2><p class="about">Counted in the released tables:
rows whose value is found in the other table; what is not found was not recorded, or was left out.
${links.length > 0 && 'Links, the broken lines, say themselves how sure they are.'}
${
  unlinked > 0 &&
  `Links were looked for among what came first: ${counted(unlinked, 'record')} of \
exchanges, translations or requests in logs came after, and can have none.`
}</p>
${map({ joins, links })}${joins.length > 0 && byColumns}${links.length > 0 && byLinks}</section>
`
}

function standingWords(s: StandingFacts): string {
  const tiers = Object.entries(s.tiers).map(([tier, n]) => `${number(n)} by ${tier}`)
  const back = s.retracted > 0 ? `; ${number(s.retracted)} more were taken back` : ''
  return `${counted(s.standing, 'label')} stand: ${tiers.join(', ')}${back}.`
}

/** Labels that cannot all be right. */
function conflictsCard({ conflicts }: StandingFacts): Html | undefined {
  if (conflicts.length === 0) return undefined
  const rows = conflicts.slice(0, CONFLICTS_MAX).map((c) => {
    const values = c.values.map((v) => `${v.value} (${v.tool}, ${v.tier})`).join(' or ')
    return html`<tr><td class="name">${c.subject}</td><td>${c.taxonomy}</td><td>${values}</td></tr>
`
  })
  const more = conflicts.length - CONFLICTS_MAX
  return html`<h3 class="gap">${counted(conflicts.length, 'contradiction')}</h3>
<p class="about">About one thing at one time; both stand, and which is right is not decided here.
${more > 0 && `The first ${CONFLICTS_MAX} of them:`}</p>
<div class="card wide gap"><table class="stack"><thead><tr><th>About a</th><th>Taxonomy</th>
<th>Said to be</th></tr></thead><tbody>${rows}</tbody></table></div>`
}

/** What was asserted, most often first, and what contradicts. */
export function labelsSection(facts: LayerFacts | undefined): Html | undefined {
  if (facts === undefined || facts.labels.length === 0) return undefined
  const { standing } = facts
  const most = Math.max(...facts.labels.map((l) => l.labels))
  const rows = facts.labels.map(
    (l) => html`<tr><td><b>${l.value}</b><br><span class="sub">${l.taxonomy}</span></td>
<td class="track">${bar(l.labels, most)}</td>
<td class="num" data-label="Labels:">${number(l.labels)}</td></tr>
`,
  )
  const said = standing ? standingWords(standing) : 'Contradictions among them were not looked for.'
  return html`<section><h2>Labels</h2><p class="about">What is asserted of the records. ${said}
Who says so, how they know and how sure they are stands in the table of labels.</p>
<div class="card wide"><table class="bars stack"><thead><tr><th>Label</th><th>How often</th>
<th class="num">Labels</th></tr></thead><tbody>${rows}</tbody></table></div>
${standing && conflictsCard(standing)}</section>
`
}
