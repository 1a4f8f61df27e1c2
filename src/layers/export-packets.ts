/**
 * Finds datagrams of flow exporters among packets. It sees packets before they are rewritten, and
 * takes what exporters sent, to be read like a file of datagrams; in packets it stays content.
 */
import { u16 } from '../bytes/endian.js'
import type { Spill } from '../correlate/record-store.js'
import { addressText } from '../text/address-text.js'
import { fieldTable, spanTable } from '../wire/fields.js'
import { FLOW, type Frame, SPAN } from '../wire/frame.js'
import { type DatagramHead, readDatagram } from './export-datagrams.js'
import { createSentStore, type Opened, type SentStore } from './export-sent.js'
import { createWitnesses, type Seen } from './export-witness.js'

/** What was found; datagrams are `in` = `out` + all of `dropped`. */
export interface ExportCounts {
  /** who sends in one format, from one port to another */
  exporters: number
  readonly datagrams: { in: number; out: number; readonly dropped: Record<string, number> }
}

/** What an exporter has sent. */
export interface Exported {
  readonly name: string
  readonly format: DatagramHead['format']
  open(): Opened
}

/** An observer of the pipeline. */
export interface ExportWatch {
  readonly counts: ExportCounts
  before(f: Frame, seconds: number, nanos: number): void
  /** gives all exporters, the first one first; only those whose datagrams were put away */
  finish(): readonly Exported[]
}

/** Exporters that are told apart. */
const EXPORTERS_MAX = 1024
const UDP = 17
/** Protocols whose errors quote packets. */
const ICMP = 1
const ICMPV6 = 58
const NOTHING = new Uint8Array(0)

/** By span, whether a datagram may begin there: nobody has read it as something else. */
function carryingSpans(): readonly boolean[] {
  return spanTable.map(({ parts }) => {
    const { name } = fieldTable[parts[0].field]
    return name === 'frame.payload' || name.startsWith('netflow.')
  })
}

/** Whether no dissector has read the bytes from `at` on as another protocol's. */
function isFree(f: Frame, at: number, carries: readonly boolean[]): boolean {
  for (let i = (f.n - 1) * SPAN; i >= 0; i -= SPAN) {
    if (f.spans[i + 1] <= at) return f.spans[i + 1] === at && carries[f.spans[i]]
  }
  return false
}

/** Whether the innermost packet is quoted by an error: what it tells of has been seen before. */
function isQuoted(f: Frame): boolean {
  for (let i = 0; i < f.flows; i++) {
    const protocol = f.flow[i * FLOW + 4]
    if (protocol === ICMP || protocol === ICMPV6) return true
  }
  return false
}

/** The datagram of the UDP flow at `i`; undefined when it is none of an exporter. */
function seeDatagram(f: Frame, i: number, seconds: number, nanos: number): Seen | undefined {
  const udp = f.flow[i + 3]
  const at = udp + 8
  const said = u16(f.b, udp + 4)
  const length = (said === 0 ? f.netEnd - udp : said) - 8
  const end = Math.min(at + length, f.netEnd, f.end)
  const head = readDatagram(f.b, at, end, length)
  if (head === undefined) return undefined
  // Of a fragment the rest is elsewhere, whatever it says of its length.
  const isFragment = f.fragmented !== 0 && head.fit !== 'malformed'
  const reason = isFragment ? 'fragment' : head.fit === 'whole' ? '' : head.fit
  const port = u16(f.b, udp + 2)
  return { head, seconds, nanos, port, reason, bytes: reason === '' ? f.b.slice(at, end) : NOTHING }
}

/** Both ends of the flow at `i`, and the format: one exporter's templates are no other's. */
function sessionOf(f: Frame, i: number, format: string): string {
  const [source, destination, size, ports] = f.flow.subarray(i, i + 4)
  const part = (at: number, n: number): string =>
    Buffer.from(f.b.buffer, f.b.byteOffset + at, n).toString('latin1')
  return `${format} ${part(source, size)}${part(destination, size)}${part(ports, 4)}`
}

function storeOf(f: Frame, i: number, format: DatagramHead['format'], spill: Spill) {
  const [source, , size, ports] = f.flow.subarray(i, i + 4)
  const exporter = f.b.slice(source, source + size)
  const address = addressText(exporter, 0, size)
  const name = `what ${address} has sent as ${format} from port ${u16(f.b, ports)}`
  return { name, format, store: createSentStore(name, exporter, spill) }
}

/**
 * Makes a watch.
 * @param spill takes the datagrams; without it they are only counted
 */
export function createExportWatch(spill?: Spill): ExportWatch {
  const counts: ExportCounts = { exporters: 0, datagrams: { in: 0, out: 0, dropped: {} } }
  const { datagrams } = counts
  // Asked for when all dissectors have named their spans.
  const carries = carryingSpans()
  const known = new Map<string, SentStore | undefined>()
  const stores: ReturnType<typeof storeOf>[] = []
  const drop = (reason: string): void => {
    datagrams.dropped[reason] = (datagrams.dropped[reason] ?? 0) + 1
  }
  const witnesses = createWitnesses(() => drop('unconfirmed'))
  const use = (store: SentStore | undefined, one: Seen): void => {
    if (one.reason !== '') return drop(one.reason)
    datagrams.out++
    store?.add(one.bytes, one.seconds, one.nanos)
  }
  const meet = (f: Frame, i: number, session: string, format: DatagramHead['format']) => {
    counts.exporters++
    const made = spill === undefined ? undefined : storeOf(f, i, format, spill)
    if (made !== undefined) stores.push(made)
    known.set(session, made?.store)
    return made?.store
  }
  const take = (f: Frame, i: number, one: Seen): void => {
    const { format, fit } = one.head
    const session = sessionOf(f, i, format)
    const isKnown = known.has(session)
    // What does not fit together may be anything, unless an exporter sends it.
    if (fit === 'malformed' && !isKnown) return
    datagrams.in++
    if (isKnown) return use(known.get(session), one)
    const borneOut = witnesses.add(session, one)
    if (borneOut === undefined) return
    if (known.size < EXPORTERS_MAX) {
      const store = meet(f, i, session, format)
      for (const w of borneOut) use(store, w)
    } else for (const _ of borneOut) drop('too-many-exporters')
  }
  return {
    counts,
    before(f, seconds, nanos) {
      if (f.transport < 0) return
      const i = f.transport * FLOW
      if (f.flow[i + 4] !== UDP) return
      const b = f.b
      const at = f.flow[i + 3] + 8
      // Version 5, 9 or 10 in two bytes, or 5 in four.
      if (at + 24 > f.end || b[at] !== 0) return
      const version = b[at + 1]
      if (version !== 9 && version !== 5 && version !== 10 && version !== 0) return
      if (version === 0 && (b[at + 2] !== 0 || b[at + 3] !== 5)) return
      if (!isFree(f, at, carries) || isQuoted(f)) return
      const one = seeDatagram(f, i, seconds, nanos)
      if (one !== undefined) take(f, i, one)
    },
    finish() {
      witnesses.finish()
      return stores.map(({ name, format, store }) => ({ name, format, open: store.open }))
    },
  }
}
