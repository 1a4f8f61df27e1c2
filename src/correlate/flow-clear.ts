/** Empties slots of a flow table for records that begin in them. */
import { Basis, type FlowColumns, HOLES, Seen } from './flow-columns.js'

/** Empties what is counted for a record, and keeps what is known of the connection. */
export function clearCounts(c: FlowColumns, slot: number): void {
  c.icmp[slot] = -1
  for (let i = slot * 2; i < slot * 2 + 2; i++) {
    c.packets[i] = 0
    c.octets[i] = 0
    c.payload[i] = 0
    c.frameOctets[i] = 0
    c.tcpFlags[i] = 0
    c.missed[i] = 0
    c.seen[i] &= ~Seen.acked
  }
  c.holes.fill(0, slot * 4 * HOLES, (slot + 1) * 4 * HOLES)
}

/** Forgets everything about a slot but its key. */
export function clearSlot(c: FlowColumns, slot: number): void {
  clearCounts(c, slot)
  c.flip[slot] = 0
  c.basis[slot] = Basis.first
  c.mid[slot] = 0
  c.closing[slot] = 0
  c.overlaps[slot] = 0
  c.turn[slot] = 0
  c.turns[slot] = 0
  c.seen[slot * 2] = 0
  c.seen[slot * 2 + 1] = 0
}
