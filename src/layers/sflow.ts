/** Rewrites sFlow datagrams (version 5): samples of packets and of counters. */
import { put32, u32 } from '../bytes/endian.js'
import { append, createOutput, type Output } from '../bytes/output.js'
import type { Values } from '../wire/values.js'
import type { MessageReader } from './export-run.js'
import { createSender } from './export-sender.js'
import { movedTime } from './export-values.js'
import { columnsOf, flowsTable } from './flow-tables.js'
import type { LayerContext, LayerCounts } from './layer.js'
import { headerSize } from './sflow-framing.js'
import {
  counterRecord,
  flowRecord,
  indexFor,
  type SflowContext,
  type SflowRules,
  sflowRules,
} from './sflow-records.js'

const F = columnsOf(flowsTable)
/** Sequences that are remembered. */
const KNOWN_MAX = 1 << 16

interface State {
  readonly c: SflowContext
  readonly counts: LayerCounts
  readonly rules: WeakMap<Values, SflowRules>
  /** first number of each sequence, and first uptime of each agent */
  readonly firsts: Map<string, number>
  readonly sender: ReturnType<typeof createSender>
  /** when the packet of the datagram in hand was captured, moved; samples have no time of theirs */
  time: bigint | null
}

function drop(s: State, reason: string): void {
  const { records } = s.counts
  records.in++
  records.dropped[reason] = (records.dropped[reason] ?? 0) + 1
}

/** Numbers count from the first of their kind: gaps stay, how long it has been does not. */
function relative(s: State, name: string, now: number): number {
  let first = s.firsts.get(name)
  if (first === undefined) {
    if (s.firsts.size >= KNOWN_MAX) s.firsts.clear()
    first = now
    s.firsts.set(name, now)
  }
  return (now - first) >>> 0
}

/** Kinds of sources and of interfaces are few. */
const KIND_MAX = 0xff
/** A count of interfaces, or a reason for which a packet was left out, is no greater. */
const COUNT_MAX = 0xffff

/** A source or an interface: 8 or 2 bits say of which kind its number is. */
function putSource(s: State, b: Uint8Array, at: number, bits: number): void {
  const v = u32(b, at)
  const mask = bits === 8 ? 0xffffff : 0x3fffffff
  // All ones are "not known", and with a kind of its own a number counts interfaces.
  const isCount = bits === 2 && v >>> 30 !== 0 && (v & mask) <= COUNT_MAX
  if ((v & mask) === mask || isCount) return
  put32(b, at, ((v & ~mask) | indexFor(s.c, v & mask)) >>> 0)
}

/** Heads of samples: where records begin, and what in them is a source or an interface. */
interface Head {
  readonly size: number
  readonly isFlow: boolean
  /** offset and bits of the kind; 0 bits for a plain number */
  readonly sources: readonly (readonly [number, number])[]
  /** offsets of numbers that say of which kind a source or an interface is */
  readonly kinds: readonly number[]
  /** offsets of packets that could have been sampled, and of those that were lost, so far */
  readonly totals: readonly number[]
}

const HEADS: Readonly<Record<number, Head>> = {
  1: {
    size: 32,
    isFlow: true,
    sources: [
      [4, 8],
      [20, 2],
      [24, 2],
    ],
    kinds: [],
    totals: [12, 16],
  },
  2: { size: 12, isFlow: false, sources: [[4, 8]], kinds: [], totals: [] },
  3: {
    size: 44,
    isFlow: true,
    sources: [
      [8, 0],
      [28, 0],
      [36, 0],
    ],
    kinds: [4, 24, 32],
    totals: [16, 20],
  },
  4: { size: 16, isFlow: false, sources: [[8, 0]], kinds: [4], totals: [] },
}

function rewriteHead(s: State, head: Head, agent: string, out: Output, at: number): void {
  const b = out.bytes
  const isExpanded = head.sources[0][1] === 0
  const source = `${u32(b, at + 4)} ${isExpanded ? u32(b, at + 8) : ''}`
  const name = `${agent} ${head.isFlow} ${source}`
  put32(b, at, relative(s, name, u32(b, at)))
  for (const i of head.totals) put32(b, at + i, relative(s, `${name} ${i}`, u32(b, at + i)))
  for (const [offset, bits] of head.sources) {
    if (bits > 0) putSource(s, b, at + offset, bits)
    else put32(b, at + offset, indexFor(s.c, u32(b, at + offset)))
  }
}

/** Copies the records that leave; gives how many, or -1 when they do not fit. */
function rewriteRecords(
  s: State,
  head: Head,
  b: Uint8Array,
  from: number,
  end: number,
  out: Output,
) {
  const rewrite = head.isFlow ? flowRecord : counterRecord
  let at = from
  let n = 0
  while (at + 8 <= end) {
    const stop = at + 8 + u32(b, at + 4)
    if (stop > end) return -1
    const start = out.n
    append(out, b, at, at + 8)
    if (rewrite(s.c, u32(b, at), b, at + 8, stop, out)) {
      put32(out.bytes, start + 4, out.n - start - 8)
      n++
    } else out.n = start
    at = stop
  }
  return n
}

/** Rewrites the sample `[at, end)`; false when nothing of it leaves. */
function sample(s: State, agent: string, b: Uint8Array, at: number, end: number, out: Output) {
  const head = HEADS[u32(b, at)]
  if (head === undefined || at + 8 + head.size > end) {
    drop(s, head === undefined ? 'unknown-sample' : 'cut')
    return false
  }
  if (head.kinds.some((i) => u32(b, at + 8 + i) > KIND_MAX)) {
    drop(s, 'bad-value')
    return false
  }
  const start = out.n
  const { cells } = s.c
  cells.fill(null)
  append(out, b, at, at + 8 + head.size)
  const n = rewriteRecords(s, head, b, at + 8 + head.size, end, out)
  if (n <= 0) {
    out.n = start
    drop(s, n < 0 ? 'cut' : 'nothing-left')
    return false
  }
  rewriteHead(s, head, agent, out, start + 8)
  put32(out.bytes, start + 4, out.n - start - 8)
  put32(out.bytes, start + 8 + head.size - 4, n)
  s.counts.records.in++
  s.counts.records.out++
  const hasAddress = cells[F.sourceIPv4Address] !== null || cells[F.sourceIPv6Address] !== null
  if (s.c.layer.row !== undefined && hasAddress) {
    cells[F.packetDeltaCount] = 1n
    cells[F.samplingInterval] = BigInt(u32(out.bytes, start + 8 + (u32(b, at) === 1 ? 8 : 12)))
    cells[F.flowStartNanoseconds] = s.time
    cells[F.flowEndNanoseconds] = s.time
    const sender = s.sender(s.c.values)
    if (sender !== undefined) cells[F.other] = JSON.stringify(Object.fromEntries([sender]))
    s.c.layer.row(flowsTable, cells)
  }
  return true
}

/** A time of capture in nanoseconds, moved as all times are; null where none leaves. */
function whenOf(values: Values, seconds: number, nanos: number): bigint | null {
  if (values.time.zero) return null
  const m = movedTime(values, seconds, nanos)
  return BigInt(m.seconds) * 1_000_000_000n + BigInt(m.nanos)
}

function datagram(s: State, b: Uint8Array, at: number, end: number, out: Output): void {
  const size = end - at < 8 ? 0 : headerSize(b, at)
  if (size === 0 || at + size > end) return drop(s, 'cut')
  const { sent } = s.c.layer
  const values = s.c.layer.valuesAt(sent?.seconds ?? Number.NaN)
  s.c.seconds = sent?.seconds ?? Number.NaN
  s.time = sent === undefined ? null : whenOf(values, sent.seconds, sent.nanos)
  let rules = s.rules.get(values)
  if (rules === undefined) s.rules.set(values, (rules = sflowRules(values)))
  s.c.values = values
  s.c.rules = rules
  const from = at + size - 20
  const agent = Buffer.from(b.subarray(at + 8, from + 8)).toString('hex')
  const start = out.n
  append(out, b, at, at + size)
  const samples = u32(b, at + size - 4)
  let i = at + size
  let n = 0
  for (let k = 0; k < samples; k++) {
    const stop = i + 8 <= end ? i + 8 + u32(b, i + 4) : end + 1
    if (stop > end) {
      drop(s, 'cut')
      break
    }
    if (sample(s, agent, b, i, stop, out)) n++
    i = stop
  }
  if (n === 0) {
    out.n = start
    return
  }
  const o = out.bytes
  const tail = start + size
  values.bytes(rules.agent, o, start + 8, tail - 16)
  put32(o, tail - 16, indexFor(s.c, u32(o, tail - 16)))
  put32(o, tail - 12, relative(s, agent, u32(o, tail - 12)))
  const uptime = relative(s, `${agent} uptime`, u32(o, tail - 8))
  put32(o, tail - 8, values.time.zero ? 0 : uptime)
  put32(o, tail - 4, n)
}

/** Makes a reader for the datagrams of one input. */
export function createSflowReader(layer: LayerContext, counts: LayerCounts): MessageReader {
  const values = layer.valuesAt(Number.NaN)
  const s: State = {
    c: {
      layer,
      values,
      rules: sflowRules(values),
      seconds: Number.NaN,
      suppressed: counts.suppressed,
      cells: flowsTable.columns.map(() => null),
    },
    counts,
    rules: new WeakMap(),
    firsts: new Map(),
    sender: createSender(layer),
    time: null,
  }
  return {
    message: (b, at, end, out: ReturnType<typeof createOutput>) => datagram(s, b, at, end, out),
    end: () => undefined,
  }
}
