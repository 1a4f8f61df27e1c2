/**
 * What TCP headers say of a connection: who opened it, whether it has ended, which bytes were new,
 * and which are missing from the capture.
 */
import { u32 } from '../bytes/endian.js'
import { Basis, type FlowColumns, HOLES, Seen } from './flow-columns.js'

/** Bits of the flags byte (RFC 9293 §3.1). */
export const Flag = { fin: 1, syn: 2, rst: 4, ack: 16 } as const
/** A jump further than this is no gap but another numbering. */
const RESYNC = 1 << 28

/**
 * Whether a SYN without ACK begins another connection than the one in the slot. A repeated SYN does
 * not, nor does one that the capture holds after the segments behind it.
 */
export function opensAnother(
  c: FlowColumns,
  slot: number,
  direction: number,
  b: Uint8Array,
  tcpAt: number,
): boolean {
  const i = slot * 2 + direction
  const other = slot * 2 + (1 - direction)
  const seq = u32(b, tcpAt + 4)
  if ((c.seen[i] & Seen.syn) !== 0) return c.start[i] !== seq
  if (c.closing[slot] !== 0) return true
  if ((c.seen[i] & Seen.next) !== 0) return c.start[i] !== (seq + 1) >>> 0
  return (c.seen[other] & Seen.syn) === 0 || c.payload[other] > 0
}

/** Notes who opened, from the packets that say so. `direction` sent this one. */
export function noteOpening(c: FlowColumns, slot: number, direction: number, flags: number): void {
  if ((flags & (Flag.syn | Flag.rst)) !== Flag.syn) return
  const isAnswer = (flags & Flag.ack) !== 0
  if (!isAnswer && c.basis[slot] !== Basis.syn) {
    c.basis[slot] = Basis.syn
    c.flip[slot] = direction
  } else if (isAnswer && c.basis[slot] === Basis.first) {
    c.basis[slot] = Basis.synack
    c.flip[slot] = 1 - direction
  }
  c.mid[slot] = 0
}

/** Remembers the gap `[from, to)`; the oldest is given up when there are too many. */
function addHole(c: FlowColumns, i: number, from: number, to: number): void {
  const h = c.holes
  const at = i * HOLES * 2
  for (let k = at; k < at + HOLES * 2; k += 2) {
    if (h[k] === h[k + 1]) {
      h[k] = from
      h[k + 1] = to
      return
    }
  }
  c.missed[i] += (h[at + 1] - h[at]) >>> 0
  h.copyWithin(at, at + 2, at + HOLES * 2)
  h[at + HOLES * 2 - 2] = from
  h[at + HOLES * 2 - 1] = to
}

/** Takes `[from, to)` out of the gaps; gives how many bytes of them were missing until now. */
function fillHoles(c: FlowColumns, i: number, from: number, to: number): number {
  const h = c.holes
  const at = i * HOLES * 2
  let filled = 0
  for (let k = at; k < at + HOLES * 2; k += 2) {
    const size = (h[k + 1] - h[k]) >>> 0
    if (size === 0) continue
    const first = Math.max(0, (from - h[k]) | 0)
    const last = Math.min(size, (to - h[k]) | 0)
    if (last <= first) continue
    filled += last - first
    const hole = h[k]
    const behind = size - last
    // What is left before and behind: of two rests the one behind is given up.
    if (first > 0) {
      c.missed[i] += behind
      h[k + 1] = hole + first
    } else h[k] = hole + last
  }
  return filled
}

/** Gaps still open in a direction, and bytes the other end acknowledged that were never seen. */
export function missedBytes(c: FlowColumns, i: number): number {
  const h = c.holes
  let missed = c.missed[i]
  for (let k = i * HOLES * 2; k < (i + 1) * HOLES * 2; k += 2) missed += (h[k + 1] - h[k]) >>> 0
  if ((c.seen[i] & (Seen.next | Seen.acked)) === (Seen.next | Seen.acked)) {
    const beyond = (c.acked[i] - c.next[i]) | 0
    if (beyond > 0 && beyond < RESYNC) missed += beyond
  }
  return missed
}

/** Follows the numbers of one direction. */
function follow(c: FlowColumns, i: number, seq: number, length: number, flags: number): number {
  const isSyn = (flags & Flag.syn) !== 0
  const end = seq + length + (isSyn ? 1 : 0) + ((flags & Flag.fin) !== 0 ? 1 : 0)
  if ((c.seen[i] & Seen.next) === 0 || (isSyn && (c.seen[i] & Seen.syn) === 0)) {
    c.start[i] = seq
    if ((c.seen[i] & Seen.next) === 0 || ((c.next[i] - end) | 0) < 0) c.next[i] = end
    c.seen[i] |= Seen.next | (isSyn ? Seen.syn : 0)
    return length
  }
  const next = c.next[i]
  const ahead = (seq - next) | 0
  if (ahead > 0) {
    if (ahead < RESYNC) addHole(c, i, next, seq)
    c.next[i] = end
    return length
  }
  if (ahead < -RESYNC) {
    c.next[i] = end
    return length
  }
  const over = (end - next) | 0
  const filled = ahead < 0 ? fillHoles(c, i, seq, end) : 0
  if (over <= 0) return filled
  c.next[i] = end
  return Math.min(length, over) + filled
}

/**
 * Follows one segment.
 * @returns payload bytes that were not seen before: not those of repeated segments and probes
 */
export function followTcp(
  c: FlowColumns,
  slot: number,
  direction: number,
  b: Uint8Array,
  tcpAt: number,
  length: number,
): number {
  const i = slot * 2 + direction
  const other = slot * 2 + (1 - direction)
  const flags = b[tcpAt + 13]
  c.tcpFlags[i] |= flags
  if ((flags & Flag.rst) !== 0) {
    c.closing[slot] = 1
    return 0
  }
  noteOpening(c, slot, direction, flags)
  if ((flags & Flag.fin) !== 0) c.seen[i] |= Seen.fin
  if ((c.seen[i] & c.seen[other] & Seen.fin) !== 0) c.closing[slot] = 1
  const fresh = follow(c, i, u32(b, tcpAt + 4), length, flags)
  if ((flags & Flag.ack) === 0) return fresh
  const ack = u32(b, tcpAt + 8)
  // Data sent before all of the other end's had arrived: not a turn taken after the other's.
  if (fresh > 0 && direction === c.flip[slot] && (c.seen[other] & Seen.next) !== 0) {
    if (((c.next[other] - ack) | 0) > 0 && c.overlaps[slot] < 255) c.overlaps[slot]++
  }
  if ((c.seen[other] & Seen.acked) === 0 || ((ack - c.acked[other]) | 0) > 0) {
    c.acked[other] = ack
    c.seen[other] |= Seen.acked
  }
  return fresh
}
