/** Endpoints of conversations: addresses in one form, and conversations in either direction. */
import { createOutput } from '../bytes/output.js'
import { appendIpv4, appendIpv6, parseIpv4, parseIpv6 } from '../text/addresses.js'
import { defined, protocol, text, whole } from './fields-of.js'
import type { Subject } from './subject.js'

const bytes = new Uint8Array(16)
const out = createOutput(64)
const PORT = 65_535

/** An address as RFC 5952 §4 writes it, or undefined when the text is none. */
export function address(v: unknown): string | undefined {
  const s = text(v)
  if (s === undefined || s.length > 45) return undefined
  const b = Buffer.from(s)
  out.n = 0
  if (parseIpv4(b, 0, b.length, bytes, 0)) appendIpv4(out, bytes, 0)
  else if (parseIpv6(b, 0, b.length, bytes, 0)) appendIpv6(out, bytes, 0)
  else return undefined
  return Buffer.from(out.bytes.subarray(0, out.n)).toString('latin1')
}

/** Both ends of a flow, as sources name them in any way. */
export interface Ends {
  readonly source: unknown
  readonly destination: unknown
  readonly sourcePort?: unknown
  readonly destinationPort?: unknown
  readonly protocol?: unknown
}

/** An end, of which tables for learning write the address as one number. */
function endOf(v: unknown): string | undefined {
  const s = text(v)
  const n = s !== undefined && /^\d{8,10}$/.test(s) ? Number(s) : Number.NaN
  if (!(n < 2 ** 32)) return address(v)
  return address([n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255].join('.'))
}

/** The flow between two ends; undefined when one of them is no address. */
export function flowOf(ends: Ends): Subject | undefined {
  const source = endOf(ends.source)
  const destination = endOf(ends.destination)
  if (source === undefined || destination === undefined) return undefined
  return defined<Subject>({
    kind: 'flow',
    source,
    destination,
    sourcePort: whole(ends.sourcePort, PORT),
    destinationPort: whole(ends.destinationPort, PORT),
    protocol: protocol(ends.protocol),
  })
}

/** ICMP has no ports; what stands in their place differs from tool to tool. */
function hasPorts(number: number | undefined): boolean {
  return number !== 1 && number !== 58
}

/** One key for both directions of a flow; undefined where an end is not known. */
export function conversation(s: Subject): string | undefined {
  const { source, destination } = s
  if (source === undefined || destination === undefined) return undefined
  const ports = hasPorts(s.protocol)
  const a = `${source} ${ports ? (s.sourcePort ?? '') : ''}`
  const b = `${destination} ${ports ? (s.destinationPort ?? '') : ''}`
  return a < b ? `${s.protocol ?? ''} ${a} ${b}` : `${s.protocol ?? ''} ${b} ${a}`
}
