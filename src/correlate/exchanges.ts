/**
 * Exchanges: turns of request and response on a connection, from lengths alone. Client data after
 * server data begins a new one. Works on encrypted connections; means little where several
 * requests are under way at once (HTTP/2, QUIC), which is marked.
 */
import type { FlowColumns } from './flow-columns.js'
import { KEY, Key } from './packet-key.js'

/** Takes each exchange; the slot's `turn*` columns are valid during the call. */
export type ExchangeSink = (c: FlowColumns, slot: number) => void

/** Overlaps that a connection may show by chance (TLS 1.3 session tickets). */
const OVERLAPS_MAX = 1

/** Whether the turns of a flow may be mixtures: overlapping data, or QUIC's port. */
export function isMultiplexed(c: FlowColumns, slot: number): boolean {
  if (c.overlaps[slot] > OVERLAPS_MAX) return true
  const k = slot * KEY
  if (c.key[k + Key.vlans] >>> 24 !== 17) return false
  const ports = c.key[k + Key.ports]
  return ports >>> 16 === 443 || (ports & 0xffff) === 443
}

/** Finishes the exchange under way, if there is one. */
export function endTurn(c: FlowColumns, slot: number, sink: ExchangeSink): void {
  if (c.turn[slot] === 0) return
  sink(c, slot)
  c.turn[slot] = 0
  c.turns[slot]++
}

function beginTurn(c: FlowColumns, slot: number): void {
  c.turnFlow[slot] = c.id[slot]
  for (let i = slot * 2; i < slot * 2 + 2; i++) {
    c.turnOctets[i] = 0
    c.turnPackets[i] = 0
  }
}

/** Adds payload that one direction sent, at a time of [seconds, nanoseconds]. */
export function addToTurn(
  c: FlowColumns,
  slot: number,
  direction: number,
  octets: number,
  time: Float64Array,
  sink: ExchangeSink,
): void {
  const isClient = direction === c.flip[slot]
  if (isClient && c.turn[slot] === 2) endTurn(c, slot, sink)
  if (c.turn[slot] === 0) beginTurn(c, slot)
  c.turn[slot] = isClient ? 1 : 2
  const i = slot * 2 + (isClient ? 0 : 1)
  if (c.turnPackets[i] === 0) {
    c.turnFirstSeconds[i] = time[0]
    c.turnFirstNanos[i] = time[1]
  }
  c.turnLastSeconds[i] = time[0]
  c.turnLastNanos[i] = time[1]
  c.turnOctets[i] += octets
  c.turnPackets[i]++
}
