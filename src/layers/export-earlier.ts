/**
 * Templates that exporters of flows gave in the inputs before. A collector that begins a new file
 * each hour writes data there whose templates came hours ago. Number and domain of a template say
 * nothing about who gave it: read by another's, addresses would stand where counts leave. So
 * templates are carried over only to who goes on counting where one exporter, and no other, ended.
 */
import { u16, u32 } from '../bytes/endian.js'
import type { ReadTemplate } from './export-templates.js'

/** An exporter's observation domain in one input after the other. */
export interface Series {
  /** of its last message */
  sequence: number
  seconds: number
  /** sets of one template each, by the template's number */
  readonly sets: Map<number, Uint8Array>
  /** of its first message */
  readonly begun: number
  /** numbers of templates that were given in more than one way */
  readonly changed: Set<number>
}

/** What is remembered from input to input, in the order in which they are read. */
export interface Earlier {
  readonly byDomain: Map<string, Series[]>
  /** bytes of all sets */
  bytes: number
  /** what all inputs gave, also those that are read later */
  readonly all?: Earlier | undefined
}

/** What the header of a message says of who sent it. */
interface Head {
  readonly domain: string
  readonly sequence: number
  readonly seconds: number
}

/** Messages, or records of IPFIX, that may be missing between two inputs. */
const MISSING_MAX = 4096
/** Between the times at which an exporter sent them. */
const SECONDS_MAX = 86_400
const DOMAINS_MAX = 4096
const SERIES_MAX = 64
const BYTES_MAX = 1 << 24

/** Nothing was read yet. */
export function createEarlier(all?: Earlier): Earlier {
  return { byDomain: new Map(), bytes: 0, all }
}

/** Reads the header of a message that has templates (RFC 3954 §5.1, RFC 7011 §3.1). */
export function headOf(b: Uint8Array, at: number, end: number): Head | undefined {
  if (at + 20 > end) return undefined
  const version = u16(b, at)
  if (version !== 9 && version !== 10) return undefined
  const i = version === 9 ? at + 8 : at + 4
  return { domain: `${version} ${u32(b, i + 8)}`, sequence: u32(b, i + 4), seconds: u32(b, i) }
}

/** The series that the first message of a domain in an input goes on with, or a new one. */
export function seriesOf(earlier: Earlier, head: Head): Series {
  const all = earlier.byDomain.get(head.domain) ?? []
  const goesOn = all.filter(
    (s) =>
      Math.abs((head.sequence - s.sequence) | 0) <= MISSING_MAX &&
      Math.abs(head.seconds - s.seconds) <= SECONDS_MAX,
  )
  // Of two that may be meant none is.
  if (goesOn.length === 1) return goesOn[0]
  const { sequence, seconds } = head
  const series: Series = { sequence, seconds, sets: new Map(), begun: sequence, changed: new Set() }
  if (all.length === 0 && earlier.byDomain.size < DOMAINS_MAX) {
    earlier.byDomain.set(head.domain, all)
  }
  if (all.length < SERIES_MAX) all.push(series)
  return series
}

/** Remembers a template that begins at `from`, of a set that begins at `at`; or that it is gone. */
export function remember(
  earlier: Earlier,
  series: Series,
  read: ReadTemplate,
  b: Uint8Array,
  at: number,
  from: number,
): void {
  const { id, next: end } = read
  if (read.template === undefined) {
    series.changed.add(id)
    return forget(earlier, series, id)
  }
  const known = series.sets.get(id)
  if (known !== undefined && Buffer.compare(known.subarray(4), b.subarray(from, end)) !== 0) {
    series.changed.add(id)
  }
  forget(earlier, series, id)
  const length = 4 + end - from
  if (earlier.bytes + length > BYTES_MAX) return
  const set = new Uint8Array(length)
  set.set(b.subarray(at, at + 2))
  set[2] = length >> 8
  set[3] = length
  set.set(b.subarray(from, end), 4)
  series.sets.set(id, set)
  earlier.bytes += length
}

/** Forgets a template that was withdrawn, or given anew. */
function forget(earlier: Earlier, series: Series, id: number): void {
  earlier.bytes -= series.sets.get(id)?.length ?? 0
  series.sets.delete(id)
}

/**
 * The set of a template that its exporter gave in an input that is read later: a collector began
 * before it came. Of two exporters that may be meant none is, and none whose template changed.
 */
export function givenLater(earlier: Earlier | undefined, head: Head, id: number) {
  const near = (earlier?.all?.byDomain.get(head.domain) ?? []).filter(
    (s) =>
      ((head.sequence - s.begun) | 0) >= -MISSING_MAX &&
      ((head.sequence - s.sequence) | 0) <= MISSING_MAX &&
      Math.abs(head.seconds - s.seconds) <= SECONDS_MAX,
  )
  return near.length === 1 && !near[0].changed.has(id) ? near[0].sets.get(id) : undefined
}
