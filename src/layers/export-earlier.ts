/**
 * Templates that exporters of flows gave in the inputs before. A collector that begins a new file
 * each hour writes data there whose templates came hours ago. Number and domain of a template say
 * nothing about who gave it: read by another's, addresses would stand where counts leave. So
 * templates are carried over only to who goes on counting where one exporter, and no other, ended.
 */
import { u16, u32 } from '../bytes/endian.js'

/** An exporter's observation domain in one input after the other. */
export interface Series {
  /** of its last message */
  sequence: number
  seconds: number
  /** sets of one template each, by the template's number */
  readonly sets: Map<number, Uint8Array>
}

/** What is remembered from input to input, in the order in which they are read. */
export interface Earlier {
  readonly byDomain: Map<string, Series[]>
  /** bytes of all sets */
  bytes: number
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
export function createEarlier(): Earlier {
  return { byDomain: new Map(), bytes: 0 }
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
  const series: Series = { sequence, seconds, sets: new Map() }
  if (all.length === 0 && earlier.byDomain.size < DOMAINS_MAX) {
    earlier.byDomain.set(head.domain, all)
  }
  if (all.length < SERIES_MAX) all.push(series)
  return series
}

/** Remembers the template `[from, end)` of a set that begins at `at`. */
export function remember(
  earlier: Earlier,
  series: Series,
  id: number,
  b: Uint8Array,
  at: number,
  from: number,
  end: number,
): void {
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
export function forget(earlier: Earlier, series: Series, id: number): void {
  earlier.bytes -= series.sets.get(id)?.length ?? 0
  series.sets.delete(id)
}
