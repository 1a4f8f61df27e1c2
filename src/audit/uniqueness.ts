/** Can one flow be singled out by what it looks like, without any address? */
import { hashAddress } from '../correlate/facts.js'
import { createHashTable, type HashTable } from '../correlate/hash-table.js'
import { parseIpv4, parseIpv6 } from '../text/addresses.js'
import { type AuditContext, type Check, type Finding, limitOf } from './check.js'
import { secondsOf, type TableRow } from './table-rows.js'

const FLOWS_MAX = 1 << 18
const TIME_BIN_SECONDS = 600
/** First word of the keys of records; those of packets are odd. */
const RECORDS = 2
const SUBJECTS_MIN = 100
/** What is read of the table of flows. */
const COLUMNS = `sourceIPv4Address sourceIPv6Address sourceTransportPort destinationTransportPort
  protocolIdentifier flowStartNanoseconds octetDeltaCount layer2OctetDeltaCount initiatorOctets
  reverseOctetDeltaCount reverseLayer2OctetDeltaCount responderOctets firstPacket`.split(/\s+/)

/** Wilson's interval for `hits` of `n` at 95 % (Wilson 1927). */
export function wilson(hits: number, n: number): [number, number] {
  if (n === 0) return [0, 1]
  const z = 1.959963984540054
  const p = hits / n
  const d = 1 + (z * z) / n
  const centre = p + (z * z) / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  // Rounding must not leave the share itself outside.
  return [
    Math.max(0, Math.min(p, (centre - half) / d)),
    Math.min(1, Math.max(p, (centre + half) / d)),
  ]
}

/** What an attacker may know of flows, by slot of their table. */
interface FlowRows {
  readonly slots: Iterable<number>
  readonly source: Int32Array
  readonly port: Uint16Array
  readonly protocol: Uint8Array
  readonly bin: Float64Array
  readonly bytes: Float64Array
}

/** A group that has more than one subject. */
const MANY = -1

/** Numbers time bins in the order in which they are met, so that few bits tell them. */
function createBins(): (bin: number) => number {
  const known = new Map<number, number>()
  return (bin) => {
    const n = known.get(bin) ?? known.size
    known.set(bin, n)
    return n
  }
}

/** Of two halves of a key, in any order, a low one that differs in all bits where they do. */
function spread(high: number, low: number): number {
  const mixed = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1)
  return mixed ^ (mixed >>> 15)
}

/** Groups flows by what an attacker may know of one, and counts subjects that stand alone. */
function singledOut(r: FlowRows): { subjects: number; alone: number; groups: number } {
  // 18 bits of time bins, 6 of sizes, 8 and 16. There are no more groups than flows, so that
  // tables of as many places hold them: maps of so many take ten times the memory.
  const groups = createHashTable(FLOWS_MAX)
  const sources = createHashTable(FLOWS_MAX)
  const binOf = createBins()
  for (const i of r.slots) {
    const size = Math.floor(Math.log2(Math.max(1, r.bytes[i])))
    const high = binOf(r.bin[i])
    const low = (size << 24) | (r.protocol[i] << 16) | r.port[i]
    const group = groups.slot(high, spread(high, low))
    const source = sources.slot(0, spread(0, r.source[i]))
    if (groups.values[group] === 0) groups.values[group] = source + 1
    else if (groups.values[group] !== source + 1) groups.values[group] = MANY
  }
  let alone = 0
  for (const group of groups.slots()) {
    const source = groups.values[group] - 1
    if (groups.values[group] === MANY || sources.values[source] !== 0) continue
    sources.values[source] = 1
    alone++
  }
  return { subjects: sources.size, alone, groups: groups.size }
}

const address = new Uint8Array(16)

/** The hash of the source of a record of flows, as packets have it; undefined where it has none. */
function sourceOf(row: TableRow): number | undefined {
  const short = Buffer.from(String(row.sourceIPv4Address ?? ''))
  if (parseIpv4(short, 0, short.length, address, 0)) return hashAddress(address, 0, 4)
  const long = Buffer.from(String(row.sourceIPv6Address ?? ''))
  return parseIpv6(long, 0, long.length, address, 0) ? hashAddress(address, 0, 16) : undefined
}

/** Bytes of a record of flows, both directions. */
function bytesOf(row: TableRow): number {
  const there = row.octetDeltaCount ?? row.layer2OctetDeltaCount ?? row.initiatorOctets
  const back = row.reverseOctetDeltaCount ?? row.reverseLayer2OctetDeltaCount ?? row.responderOctets
  return Number(there ?? 0) + Number(back ?? 0)
}

function conclude(context: AuditContext, rows: FlowRows, flows: HashTable, records: number) {
  const { subjects, alone, groups } = singledOut(rows)
  const limit = limitOf(uniqueness, context)
  const interval = wilson(alone, subjects)
  const few = subjects < SUBJECTS_MIN && limit < 1
  const high = interval[1] <= limit ? 'pass' : interval[0] > limit ? 'fail' : 'warn'
  const notes: string[] = []
  if (flows.refused > 0)
    notes.push(`${flows.refused} packets or records of further flows not judged`)
  if (few) notes.push(`${subjects} subjects are too few to say: at least ${SUBJECTS_MIN} needed`)
  return {
    check: uniqueness.name,
    version: uniqueness.version,
    question: uniqueness.question,
    measure: 'share of subjects with a flow unlike any other subject’s',
    value: subjects === 0 ? 0 : alone / subjects,
    interval,
    limit,
    verdict: few && high !== 'fail' ? 'inconclusive' : high,
    arms: { flows: flows.size, 'of records': records, groups, subjects, alone },
    notes,
    reproducible: 'release',
  } satisfies Finding
}

/**
 * Share of subjects (source addresses) with at least one flow that nobody else's flow looks like:
 * same lower port, protocol, ten-minute bin and power of two of bytes (ARX's prosecutor risk at
 * k = 1). A time bin moves with the release's time shift, as its recipient sees. Flows are those of
 * the packets, and the records of exporters and sensors, which are one flow each.
 */
export const uniqueness: Check = {
  name: 'uniqueness',
  version: 2,
  question: 'can a subject be singled out by the port, protocol, time and size of one flow?',
  reproducible: 'release',
  limits: { internal: 1, partner: 1, research: 0.8, public: 0.2 },
  open(context) {
    const flows = createHashTable(FLOWS_MAX)
    let records = 0
    const rows: FlowRows = {
      slots: { [Symbol.iterator]: () => flows.slots()[Symbol.iterator]() },
      source: new Int32Array(FLOWS_MAX),
      port: new Uint16Array(FLOWS_MAX),
      protocol: new Uint8Array(FLOWS_MAX),
      bin: new Float64Array(FLOWS_MAX),
      bytes: flows.values,
    }
    return {
      tables: { flows: COLUMNS },
      released(_f, p) {
        if (p.flowHigh === 0) return
        const known = flows.size
        const slot = flows.slot(p.flowHigh, p.flowLow)
        if (slot < 0) return
        if (flows.size > known) {
          rows.source[slot] = p.source
          rows.port[slot] = Math.min(p.srcPort, p.dstPort)
          rows.protocol[slot] = p.protocol
          rows.bin[slot] = Math.floor(p.seconds / TIME_BIN_SECONDS)
        }
        flows.values[slot] += p.wire
      },
      row(_table, row) {
        // Flows that were put together from the packets have been seen in these.
        if (row.firstPacket !== null && row.firstPacket !== undefined) return
        const source = sourceOf(row)
        if (source === undefined) return
        const slot = flows.slot(RECORDS, records)
        if (slot < 0) return
        records++
        rows.source[slot] = source
        const { sourceTransportPort: one, destinationTransportPort: other } = row
        rows.port[slot] = Math.min(Number(one ?? 0), Number(other ?? 0))
        rows.protocol[slot] = Number(row.protocolIdentifier ?? 0)
        rows.bin[slot] = Math.floor(secondsOf(row.flowStartNanoseconds) / TIME_BIN_SECONDS)
        flows.values[slot] = bytesOf(row)
      },
      finish: () => conclude(context, rows, flows, records),
    }
  },
}
