/**
 * The columns of a flow table: one slot for each flow that is under way, in typed arrays that grow
 * up to a limit. Columns of both directions have two entries for a slot: first of packets from the
 * endpoint that comes first in the key, then of packets to it.
 */
import { KEY } from './packet-key.js'

/** How many gaps in the sequence of a direction are remembered, to be filled by late segments. */
export const HOLES = 3

/** Bits of the column `seen`. */
export const Seen = { next: 1, acked: 2, syn: 4, fin: 8 } as const

/** What says who opened a flow. */
export const Basis = { first: 0, syn: 1, synack: 2 } as const

const make = (n: number) => ({
  key: new Int32Array(n * KEY),
  hash: new Int32Array(n),
  /** number of the flow, in the order in which flows began */
  id: new Float64Array(n),
  /** 1 when the endpoint that opened comes second in the key; what says so */
  flip: new Uint8Array(n),
  basis: new Uint8Array(n),
  /** 1 when a TCP flow was under way at its first packet */
  mid: new Uint8Array(n),
  /** 1 once both ends have finished or one has reset */
  closing: new Uint8Array(n),
  icmp: new Int32Array(n),
  firstPacket: new Float64Array(n),
  /** first and last time of each direction; packets is 0 where there is none */
  firstSeconds: new Float64Array(n * 2),
  firstNanos: new Int32Array(n * 2),
  lastSeconds: new Float64Array(n * 2),
  lastNanos: new Int32Array(n * 2),
  /** when the record began and when the flow was last met, by the clock of the table */
  beganSeconds: new Float64Array(n),
  beganNanos: new Int32Array(n),
  metSeconds: new Float64Array(n),
  metNanos: new Int32Array(n),
  packets: new Float64Array(n * 2),
  octets: new Float64Array(n * 2),
  payload: new Float64Array(n * 2),
  frameOctets: new Float64Array(n * 2),
  tcpFlags: new Uint8Array(n * 2),
  /** TCP: what is known (bits of `Seen`), first and next sequence number, highest acknowledged */
  seen: new Uint8Array(n * 2),
  start: new Uint32Array(n * 2),
  next: new Uint32Array(n * 2),
  acked: new Uint32Array(n * 2),
  /** gaps that may still be filled, as [from, to); and bytes of those that were given up */
  holes: new Uint32Array(n * 2 * HOLES * 2),
  missed: new Float64Array(n * 2),
  /** client data that had not seen all of the server's: a sign of several requests at once */
  overlaps: new Uint8Array(n),
  /** the exchange under way: 0 none, 1 client data so far, 2 server data */
  turn: new Uint8Array(n),
  turns: new Float64Array(n),
  turnFlow: new Float64Array(n),
  turnFirstSeconds: new Float64Array(n * 2),
  turnFirstNanos: new Int32Array(n * 2),
  turnLastSeconds: new Float64Array(n * 2),
  turnLastNanos: new Int32Array(n * 2),
  turnOctets: new Float64Array(n * 2),
  turnPackets: new Float64Array(n * 2),
  /** lists by time: who was met before and after */
  before: new Int32Array(n),
  after: new Int32Array(n),
  /** the next flow with the same place in the index, or the next free slot */
  chain: new Int32Array(n),
})

/** All columns. The arrays are replaced when the table grows. */
export type FlowColumns = ReturnType<typeof make>

/** Makes columns for `slots` flows. */
export function createColumns(slots: number): FlowColumns {
  return make(slots)
}

/** Gives every column room for `slots` flows; what was in them stays. */
export function growColumns(c: FlowColumns, slots: number): void {
  const grown = make(slots)
  for (const name of Object.keys(c) as (keyof FlowColumns)[]) {
    const to = grown[name]
    to.set(c[name])
    Object.assign(c, { [name]: to })
  }
}
