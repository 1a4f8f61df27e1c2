/** Pictures of the report, as inline SVG without script or style: sizes are attributes. */
import type { Finding, Verdict } from '../audit/check.js'
import type { Series } from '../utility/measure.js'
import { type Html, html, trusted } from './html.js'

const WIDTH = 320
const HEIGHT = 112
const FLOOR = 92
const LABELS_ALL_MAX = 6

const PATHS: Readonly<Record<Verdict, string>> = {
  pass: '<circle cx="12" cy="12" r="9.5"/><path d="m7.5 12.5 3 3 6-6.5"/>',
  fail: '<circle cx="12" cy="12" r="9.5"/><path d="m8.5 8.5 7 7m0-7-7 7"/>',
  warn: '<path d="M12 3.5 2.5 20h19zM12 10v4.5m0 2.6v.1"/>',
  inconclusive:
    '<circle cx="12" cy="12" r="9.5"/>' +
    '<path d="M9.3 9.4a2.8 2.8 0 1 1 3.9 2.6c-.8.4-1.2 1-1.2 1.9m0 3v.1"/>',
}

/** The sign of a verdict; the word always stands beside it. */
export function icon(verdict: Verdict): Html {
  const open = '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">'
  return trusted(`${open}${PATHS[verdict]}</svg>`)
}

/** Two digits after the point are as fine as a pixel needs. */
function px(x: number): string {
  return x.toFixed(2).replace(/\.?0+$/, '')
}

/** A bar that fills a part of its track. */
export function bar(part: number, all: number): Html {
  const width = all === 0 ? 0 : Math.max(part > 0 ? 0.6 : 0, (100 * part) / all)
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"
><rect class="all" width="100" height="10" rx="1"/><rect class="part" width="${px(width)}"
 height="10" rx="1"/></svg>`
}

/** Where a finding and its interval lie between nothing and past the limit. */
export function scale(finding: Finding): Html | undefined {
  const [low, high] = finding.interval
  if (finding.limit <= 0 && high <= 0) return undefined
  const top = Math.max(finding.limit, high) * 1.15
  const x = (v: number) => px(4 + (292 * Math.max(0, v)) / top)
  const limit = x(finding.limit)
  return html`<svg class="scale" viewBox="0 0 300 16" preserveAspectRatio="xMinYMid"
 aria-hidden="true"
><line class="rail" x1="4" x2="296" y1="8" y2="8"/><line class="span" x1="${x(low)}" x2="${x(high)}"
 y1="8" y2="8"/><line class="limit" x1="${limit}" x2="${limit}" y1="1" y2="15"/><circle
class="point"
 cx="${x(finding.value)}" cy="8" r="5"/></svg>`
}

function shares(counts: readonly number[]): number[] {
  const sum = counts.reduce((a, b) => a + b, 0)
  return counts.map((c) => (sum === 0 ? 0 : c / sum))
}

function short(label: string, most: number): string {
  return label.length <= most ? label : `${label.slice(0, most - 1)}…`
}

/** Labels under the bins: all of them when they are few, else the first, the middle, the last. */
function binLabels(bins: readonly string[], step: number): Html[] {
  const last = bins.length - 1
  const all = bins.length <= LABELS_ALL_MAX
  const shown = all ? bins.map((_, i) => i) : [0, last >> 1, last]
  const most = all ? Math.max(4, Math.floor(step / 5.5)) : 16
  return shown.map((i) => {
    const anchor = all || (i > 0 && i < last) ? 'middle' : i === 0 ? 'start' : 'end'
    const edge = i === 0 ? 0 : WIDTH
    const x = anchor === 'middle' ? (i + 0.5) * step : edge
    const label = short(bins[i], most)
    return html`<text x="${px(x)}" y="106" text-anchor="${anchor}">${label}</text>`
  })
}

/**
 * A distribution before (outline) and after (filled), as shares of each side, so that a release
 * with fewer packets can still be compared by eye.
 * @param id makes the title's id unique in the page
 */
export function distribution(series: Series, id: string): Html {
  const before = shares(series.before)
  const after = shares(series.after)
  const top = Math.max(1e-9, ...before, ...after)
  const step = WIDTH / Math.max(1, series.bins.length)
  const gap = Math.min(3, step * 0.18)
  const rect = (share: number, i: number, name: string, inset: number) => {
    const height = ((FLOOR - 8) * share) / top
    if (height <= 0) return undefined
    const x = i * step + gap / 2 + inset
    const width = Math.max(0.5, step - gap - 2 * inset)
    const y = px(FLOOR - height)
    return html`<rect class="${name}" x="${px(x)}" y="${y}" width="${px(width)}"
 height="${px(height)}"/>`
  }
  const by = series.unit === '' ? '' : ` by ${series.unit}`
  const title = `${series.label}, share of packets${by}, before and after`
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}"
><title id="${id}">${title}</title>${after.map((s, i) => rect(s, i, 'after', 0))}
${before.map((s, i) => rect(s, i, 'before', 0.6))}<line class="axis" x1="0" x2="${WIDTH}"
 y1="${FLOOR}" y2="${FLOOR}"/>${binLabels(series.bins, step)}</svg>`
}
