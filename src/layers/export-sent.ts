/** Datagrams of an exporter that were taken out of packets: put away, and read like an input. */
import type { Spill } from '../correlate/record-store.js'
import type { Content } from '../sources/content.js'

/** Of a datagram in hand: who sent it, and when its packet was captured. */
export interface Sent {
  /** the address it came from, as in the packet */
  readonly exporter: Uint8Array
  seconds: number
  nanos: number
}

/** An opened input; where it says who sent it, each read gives one datagram. */
export interface Opened extends Content {
  readonly sent?: Sent
}

/** Datagrams that are put away, in their order. */
export interface SentStore {
  add(datagram: Uint8Array, seconds: number, nanos: number): void
  /** reads from the start; nothing is added after that */
  open(): Opened
}

/** Bytes that each exporter may have in memory before they are put away. */
const BLOCK = 1 << 14
/** In front of a datagram: its seconds as a double, nanoseconds, length. */
const HEAD = 16

/** Makes an empty store for what this address sends. */
export function createSentStore(name: string, exporter: Uint8Array, spill: Spill): SentStore {
  const blocks: { readonly at: number; readonly length: number }[] = []
  let block = Buffer.alloc(0)
  let used = 0
  let size = 0
  const putAway = (): void => {
    if (used > 0) blocks.push({ at: spill.put(block.subarray(0, used)), length: used })
    used = 0
  }
  return {
    add(datagram, seconds, nanos) {
      const length = HEAD + datagram.length
      if (used + length > block.length) {
        putAway()
        if (length > block.length) block = Buffer.alloc(Math.max(BLOCK, length))
      }
      block.writeDoubleBE(seconds, used)
      block.writeUInt32BE(nanos, used + 8)
      block.writeUInt32BE(datagram.length, used + 12)
      block.set(datagram, used + HEAD)
      used += length
      size += datagram.length
    },
    open() {
      putAway()
      block = Buffer.alloc(0)
      const sent: Sent = { exporter, seconds: Number.NaN, nanos: 0 }
      return { sent, head: new Uint8Array(0), packed: [], stream: read(sent) }
    },
  }

  function read(sent: Sent) {
    let next = 0
    let held: Buffer = Buffer.alloc(0)
    let i = 0
    const stream = {
      name,
      size,
      taken: 0,
      live: false,
      damage: '',
      read(into: Uint8Array, at: number): number {
        if (i === held.length) {
          if (next === blocks.length) return 0
          const { at: from, length } = blocks[next++]
          held = spill.get(from, length)
          i = 0
        }
        sent.seconds = held.readDoubleBE(i)
        sent.nanos = held.readUInt32BE(i + 8)
        const length = held.readUInt32BE(i + 12)
        into.set(held.subarray(i + HEAD, i + HEAD + length), at)
        i += HEAD + length
        stream.taken += length
        return length
      },
      close: () => undefined,
    }
    return stream
  }
}
