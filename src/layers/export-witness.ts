/**
 * Datagrams that look like an exporter's, until another bears them out: one alone may be something
 * else. Claim `exports-are-told-apart`: in packets only what two witnesses call a flow export is
 * read as one: all lengths in it, and a second datagram, the clock of the capture or the port that
 * is registered for it. All else is content and is cut.
 */
import type { DatagramHead } from './export-datagrams.js'

/** A datagram that was seen; nothing is held of one that cannot be used, for the reason given. */
export interface Seen {
  readonly head: DatagramHead
  readonly seconds: number
  readonly nanos: number
  /** the port of UDP that it was sent to */
  readonly port: number
  readonly reason: string
  readonly bytes: Uint8Array
}

/** Those that wait, by who sends them. */
export interface Witnesses {
  /** gives all that wait with it, in their order, once they are borne out */
  add(sender: string, one: Seen): readonly Seen[] | undefined
  /** nobody comes any more */
  finish(): void
}

/** An exporter's clock that is right differs from the capture's by so much at the most. */
const CLOCK_MS = 60_000
/** Clocks go on together between two datagrams, up to how long exporters wait before they send. */
const DRIFT_MS = 5000
/** Numbers count datagrams or, in version 5 and IPFIX, records. */
const FORWARD_MAX = 1 << 20
/** Senders that wait, datagrams of one of them, and bytes of all. */
const SENDERS_MAX = 4096
const EACH_MAX = 8
const BYTES_MAX = 1 << 22

/** Whether the time in a datagram is that of its packet: four bytes do not say so by chance. */
function isInTime({ head, seconds }: Seen): boolean {
  return head.isDated && Math.abs(head.clock - seconds * 1000) <= CLOCK_MS
}

/** Ports of collectors (IANA, service names and port numbers); NetFlow has none of its own. */
const PORTS: Readonly<Record<DatagramHead['format'], number>> = {
  netflow: -1,
  ipfix: 4739,
  sflow: 6343,
}

/** Whether two datagrams of one sender, the first one first, bear each other out. */
function doAgree(a: Seen, b: Seen): boolean {
  const elapsed = b.head.clock - a.head.clock
  if (a.head.domain !== b.head.domain || elapsed < -DRIFT_MS) return false
  const forward = (b.head.sequence - a.head.sequence) | 0
  if (forward < 0 || forward > FORWARD_MAX) return false
  // The same again says nothing: much is sent twice.
  if (forward === 0 && elapsed === 0) return false
  const packets = (b.seconds - a.seconds) * 1000 + (b.nanos - a.nanos) / 1e6
  const isTogether = Math.abs(elapsed - packets) <= DRIFT_MS
  // Played back, times are those of another day; numbers still go on.
  return isTogether || (forward > 0 && a.head.isDated)
}

/** Nobody waits yet. @param giveUp told of each datagram that was not borne out */
export function createWitnesses(giveUp: (one: Seen) => void): Witnesses {
  const waiting = new Map<string, Seen[]>()
  let bytes = 0
  const forget = (sender: string, list: Seen[], n: number): void => {
    for (const one of list.splice(0, n)) {
      bytes -= one.bytes.length
      giveUp(one)
    }
    if (list.length === 0) waiting.delete(sender)
  }
  return {
    add(sender, one) {
      const list = waiting.get(sender) ?? []
      const isSure = isInTime(one) || one.port === PORTS[one.head.format]
      const isBorneOut = isSure || list.some((before) => doAgree(before, one))
      list.push(one)
      bytes += one.bytes.length
      if (isBorneOut) {
        waiting.delete(sender)
        for (const w of list) bytes -= w.bytes.length
        return list
      }
      waiting.set(sender, list)
      if (list.length > EACH_MAX) forget(sender, list, 1)
      while (waiting.size > SENDERS_MAX || bytes > BYTES_MAX) {
        const [[oldest, those]] = waiting
        forget(oldest, those, those.length)
      }
      return undefined
    },
    finish() {
      for (const [sender, list] of waiting) forget(sender, list, list.length)
    },
  }
}
