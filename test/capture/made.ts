/** Captures written byte by byte from the format's description, and what reading them gave. */
import { type Batch, createBatch } from '../../src/capture/batch.js'
import type { ByteStream } from '../../src/sources/byte-stream.js'
import { openCapture } from '../../src/sources/capture-trace.js'
import type { Trace } from '../../src/sources/source.js'

/** One record as the tests compare it. */
export interface Seen {
  data: string
  wire: number
  seconds: number
  nanos: number
  linkType: number
  iface: number
}

/** All that reading gave. */
export interface Read {
  records: Seen[]
  dropped: Record<string, number>
  notices: readonly string[]
  description: string
  fills: number
}

/** Numbers of a width in a byte order, one behind the other: `[4, 1], [2, 0xbeef]`. */
export function words(little: boolean, ...list: (readonly [number, number])[]): Buffer {
  return Buffer.concat(
    list.map(([width, value]) => {
      const b = Buffer.alloc(width)
      if (little) b.writeUIntLE(value, 0, width)
      else b.writeUIntBE(value, 0, width)
      return b
    }),
  )
}

/** A block of pcapng around a body, padded to 32 bits. */
export function block(little: boolean, type: number, ...body: Uint8Array[]): Buffer {
  const inside = Buffer.concat(body)
  const padded = Buffer.concat([inside, Buffer.alloc(-inside.length & 3)])
  const length = words(little, [4, padded.length + 12])
  return Buffer.concat([words(little, [4, type]), length, padded, length])
}

/** A section header block. */
export function section(little: boolean, options: Uint8Array = Buffer.alloc(0)): Buffer {
  const fixed = words(little, [4, 0x1a2b3c4d], [2, 1], [2, 0], [4, 0xffffffff], [4, 0xffffffff])
  return block(little, 0x0a0d0d0a, fixed, options)
}

/** An interface description block. */
export function face(
  little: boolean,
  linkType: number,
  snap = 0,
  options: Uint8Array = Buffer.alloc(0),
): Buffer {
  return block(little, 1, words(little, [2, linkType], [2, 0], [4, snap]), options)
}

/** An option with its padding. */
export function option(little: boolean, code: number, value: Uint8Array): Buffer {
  const padding = Buffer.alloc(-value.length & 3)
  return Buffer.concat([words(little, [2, code], [2, value.length]), value, padding])
}

/** An enhanced packet block. */
export function enhanced(
  little: boolean,
  id: number,
  ticks: bigint,
  data: Uint8Array,
  wire = data.length,
): Buffer {
  const [high, low] = [Number(ticks >> 32n), Number(ticks & 0xffffffffn)]
  const fixed = words(little, [4, id], [4, high], [4, low], [4, data.length], [4, wire])
  return block(little, 6, fixed, data)
}

/** A stream of bytes in memory, read at most `step` at a time. */
export function stream(bytes: Uint8Array, step = bytes.length, live = false): ByteStream {
  let taken = 0
  return {
    name: 'made',
    size: bytes.length,
    live,
    damage: '',
    get taken() {
      return taken
    },
    read(into, at, end) {
      const n = Math.min(step, end - at, bytes.length - taken)
      into.set(bytes.subarray(taken, taken + n), at)
      taken += n
      return n
    },
    close() {},
  }
}

function look(batch: Batch, into: Seen[]): void {
  for (let i = 0; i < batch.count; i++) {
    const at = batch.at[i]
    into.push({
      data: Buffer.from(batch.bytes.subarray(at, at + batch.length[i])).toString('hex'),
      wire: batch.wire[i],
      seconds: batch.seconds[i],
      nanos: batch.nanos[i],
      linkType: batch.interfaces[batch.iface[i]].linkType,
      iface: batch.iface[i],
    })
  }
}

/** Reads a trace to its end with a few batches in turn, as worker threads make the pipeline do. */
export async function readTrace(trace: Trace, bytes = 1 << 16, records = 64): Promise<Read> {
  const batches = [0, 1, 2].map(() => createBatch(bytes, records, true))
  const read: Read = { records: [], dropped: {}, notices: [], description: '', fills: 0 }
  for (;;) {
    const batch = batches[read.fills % 3]
    const more = await trace.fill(batch)
    for (const [k, n] of Object.entries(batch.dropped)) read.dropped[k] = (read.dropped[k] ?? 0) + n
    if (!more) break
    read.fills++
    look(batch, read.records)
  }
  read.notices = trace.notices ?? []
  read.description = trace.description
  await trace.close()
  return read
}

/** Reads a capture held in memory. */
export async function readBytes(bytes: Uint8Array, step?: number, live?: boolean): Promise<Read> {
  return readTrace(await openCapture(stream(bytes, step, live)))
}
