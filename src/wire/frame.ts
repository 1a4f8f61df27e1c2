/**
 * A frame being taken apart. Dissectors write down what they find as spans, flows and checksums;
 * nothing is changed before the whole frame has been understood. One frame object is reused for all
 * records, so that the hot loop allocates nothing.
 */
import { fields, layout } from './fields.js'
import { Weird } from './weird.js'

/** Words a span takes in `spans`: id, at, end, aux. */
export const SPAN = 4
/**
 * Words a flow takes in `flow`: source at, destination at, address bytes, ports at (or -1),
 * protocol.
 */
export const FLOW = 5
/** Words a checksum takes in `sum`: method, at, from, to, flow, length for the pseudo-header. */
export const SUM = 6
const SPANS_MAX = 2048
const FLOWS_MAX = 32
const SUMS_MAX = 32
/** Bytes of scratch for canonical host names. */
const SCRATCH_MAX = 1 << 16

/**
 * How a checksum is made. `pseudo`, `udp` and `udplite` add the addresses of their flow (RFC 1071,
 * RFC 8200 §8.1); `cisco` is `inet` with another last word, where the number of bytes is odd.
 */
export const Sum = { inet: 0, pseudo: 1, udp: 2, crc32c: 3, udplite: 4, cisco: 5 } as const

/** Bytes no dissector understood, and bytes after the end that the headers announce. */
export const rest = fields('frame', {
  payload: ['content', 'bytes', 'bytes that no dissector understood'],
  trailer: ['content', 'bytes', 'bytes after the end that the headers announce'],
  time: ['time', 'record-time', 'time at which the frame was captured'],
})
/**
 * Payload that is the beginning of something whose other bytes are missing. Overwritten it would be
 * read as something else, for which the frame would be dropped.
 */
export const remainder = layout('frame.remainder', [[rest.payload, -1]])

/** The state of one frame while it is taken apart; see the functions below for how it is filled. */
export interface Frame {
  /** the buffer, of which the record is `[at, end)`; `wire` is its length on the wire */
  b: Uint8Array
  at: number
  end: number
  wire: number
  /** 1 where the capture cut the frame short */
  snapped: number
  /** spans so far, and the offset at which the next must begin: spans tile the frame */
  n: number
  cursor: number
  readonly spans: Int32Array
  flows: number
  readonly flow: Int32Array
  /** six offsets for each flow, filled in before rewriting (keys/flow-offsets.ts) */
  readonly flowValues: Int32Array
  /** the innermost network flow (no ports) and transport flow, or -1 */
  net: number
  transport: number
  sums: number
  readonly sum: Int32Array
  /** what comes next: a number space, up to two values in it, and its byte range */
  nextSpace: number
  nextValue: number
  nextOther: number
  nextAt: number
  nextEnd: number
  /** 1 below a layer that is a guess or a quote: what fails there is content, the frame stays */
  soft: number
  /**
   * end that the innermost network header announces (may lie beyond the capture), and whether it is
   * a fragment
   */
  netEnd: number
  fragmented: number
  /** 1 where the layer read last lacks bytes that the capture or a fragment does not hold */
  missing: number
  /**
   * negative once something went wrong that only the program can have done (a gap, too many spans)
   */
  broken: number
  readonly scratch: Uint8Array
  scratchEnd: number
}

/** Makes a frame; one is enough for a worker. */
export function createFrame(): Frame {
  return {
    b: new Uint8Array(0),
    at: 0,
    end: 0,
    wire: 0,
    snapped: 0,
    n: 0,
    cursor: 0,
    spans: new Int32Array(SPANS_MAX * SPAN),
    flows: 0,
    flow: new Int32Array(FLOWS_MAX * FLOW),
    flowValues: new Int32Array(FLOWS_MAX * 6),
    net: -1,
    transport: -1,
    sums: 0,
    sum: new Int32Array(SUMS_MAX * SUM),
    nextSpace: -1,
    nextValue: -1,
    nextOther: -1,
    nextAt: 0,
    nextEnd: 0,
    soft: 0,
    netEnd: 0,
    fragmented: 0,
    missing: 0,
    broken: 0,
    scratch: new Uint8Array(SCRATCH_MAX),
    scratchEnd: 0,
  }
}

/**
 * Says that `[at, end)` is the field or layout `id`. Spans must follow one another without a gap.
 */
export function span(f: Frame, id: number, at: number, end: number, aux = -1): void {
  if (at !== f.cursor || end < at || end > f.end) {
    // The first thing that went wrong is the reason: the spans after it cannot fit.
    if (f.broken === 0) f.broken = Weird.gap
    return
  }
  if (end === at) return
  const n = f.n
  if (n >= SPANS_MAX) {
    f.broken = Weird['too-many-fields']
    return
  }
  const s = f.spans
  const i = n * SPAN
  s[i] = id
  s[i + 1] = at
  s[i + 2] = end
  s[i + 3] = aux
  f.n = n + 1
  f.cursor = end
}

/**
 * Notes two endpoints. Addresses and ports stay where they are in the frame; transforms that move
 * by flow read them before anything is rewritten.
 * @param portsAt offset of source and destination port (4 bytes), or -1
 * @returns the flow's index, to be given to `span` as `aux`; -1 when there are too many
 */
export function flow(
  f: Frame,
  srcAt: number,
  dstAt: number,
  addressBytes: number,
  portsAt: number,
  protocol: number,
): number {
  const n = f.flows
  if (n >= FLOWS_MAX) {
    f.broken = Weird['too-deep']
    return -1
  }
  const i = n * FLOW
  const w = f.flow
  w[i] = srcAt
  w[i + 1] = dstAt
  w[i + 2] = addressBytes
  w[i + 3] = portsAt
  w[i + 4] = protocol
  f.flows = n + 1
  return n
}

/** Notes a transport flow between the endpoints of the innermost network flow. */
export function transportFlow(f: Frame, portsAt: number, protocol: number): number {
  if (f.net < 0) return -1
  const i = f.net * FLOW
  const w = f.flow
  f.transport = flow(f, w[i], w[i + 1], w[i + 2], portsAt, protocol)
  return f.transport
}

/**
 * Notes a checksum at `at` over `[from, to)`. It is made anew when all these bytes leave, else it
 * is set to zero: a checksum over bytes that do not leave would let them be guessed.
 * The pseudo-header takes its addresses and protocol from the innermost transport flow, so
 * protocols without ports note one too: `transportFlow(f, -1, 58)`.
 * @param to the end the headers announce; it may lie beyond the captured bytes
 */
export function checksum(f: Frame, method: number, at: number, from: number, to: number): void {
  const n = f.sums
  if (n >= SUMS_MAX) {
    f.broken = Weird['too-deep']
    return
  }
  const i = n * SUM
  const w = f.sum
  w[i] = method
  w[i + 1] = at
  w[i + 2] = from
  w[i + 3] = to
  w[i + 4] = f.transport >= 0 ? f.transport : f.net
  w[i + 5] = Math.max(f.netEnd, to) - from
  f.sums = n + 1
}

/**
 * Says which protocol follows, by its number in a number space (see `space`), and where it lies.
 */
export function next(f: Frame, space: number, value: number, at: number, end: number): void {
  f.nextSpace = space
  f.nextValue = value
  f.nextOther = -1
  f.nextAt = at
  f.nextEnd = end
}
