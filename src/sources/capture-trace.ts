/** One capture as a trace: unpacks it, finds its format, and fills batches from it. */
import type { Batch } from '../capture/batch.js'
import { countDrop, dropReasons, type Framer } from '../capture/framer.js'
import { createFramer, HEAD_BYTES } from '../capture/recognise.js'
import type { ByteStream } from './byte-stream.js'
import { type Content, damaged, damageNotice, openContent } from './content.js'
import type { Trace } from './source.js'

/**
 * A capture being read. What lies behind the last whole record of a batch is carried to the next.
 */
interface CaptureState {
  readonly stream: ByteStream
  readonly framer: Framer
  carry: Uint8Array
  carryAt: number
  carryEnd: number
  /** bytes of the input still to be passed over */
  skip: number
  /** whether the stream has ended, and whether its end was accounted for */
  ended: boolean
  finished: boolean
  cut: boolean
}

/** Moves carried bytes behind the `have` bytes in the batch. @returns the new end */
function takeCarried(s: CaptureState, b: Uint8Array, have: number): number {
  const n = Math.min(s.carryEnd - s.carryAt, b.length - have)
  if (n > 0) b.set(s.carry.subarray(s.carryAt, s.carryAt + n), have)
  s.carryAt += n
  return have + n
}

/** Carries the bytes `[at, end)` of the batch, before those that are carried already. */
function carry(s: CaptureState, b: Uint8Array, at: number, end: number): void {
  const left = s.carryEnd - s.carryAt
  const n = Math.max(0, end - at)
  if (left > 0 || s.carry.length < n) {
    const old = s.carry.subarray(s.carryAt, s.carryEnd)
    s.carry = new Uint8Array(Math.max(n + left, 1 << 16))
    s.carry.set(old, n)
  }
  if (n > 0) s.carry.set(b.subarray(at, end))
  s.carryAt = 0
  s.carryEnd = n + left
}

/**
 * Reads behind the `have` bytes in the batch: from a file until it is full, from a pipe what has
 * come.
 * @returns the new end
 */
async function readMore(s: CaptureState, b: Uint8Array, have: number): Promise<number> {
  let end = takeCarried(s, b, have)
  while (end < b.length && !s.ended) {
    const reading = s.stream.read(b, end, b.length)
    const got = typeof reading === 'number' ? reading : await reading
    if (got === 0) s.ended = true
    const skipped = Math.min(got, s.skip)
    if (skipped > 0) b.copyWithin(end, end + skipped, end + got)
    s.skip -= skipped
    end += got - skipped
    if (s.stream.live) break
  }
  return end
}

/** Counts, once, what the end of the input has cut off. */
function finish(s: CaptureState, left: number): void {
  if (s.finished) return
  s.finished = true
  if (s.framer.broken !== '') return
  if (s.stream.damage !== '') countDrop(s.framer, dropReasons.rest)
  else if (left > 0 || s.skip > 0) {
    if (left > 0 || !s.framer.skipCounted) countDrop(s.framer, dropReasons.cut)
    s.cut = true
  }
}

function exhausted(s: CaptureState): boolean {
  return s.framer.broken !== '' || (s.ended && s.carryAt === s.carryEnd)
}

async function fill(s: CaptureState, batch: Batch): Promise<boolean> {
  const { framer } = s
  const b = batch.bytes
  batch.count = 0
  batch.interfaces = framer.interfaces
  let end = takeCarried(s, b, 0)
  // From a file a full buffer costs no wait; from a pipe, what has come must leave at once.
  if (!s.stream.live && end <= b.length >> 1) end = await readMore(s, b, end)
  let p = framer.scan(batch, 0, end)
  while (batch.count === 0 && !exhausted(s)) {
    s.skip += Math.max(0, p - end)
    const used = Math.min(p, end)
    b.copyWithin(0, used, end)
    end = await readMore(s, b, end - used)
    p = framer.scan(batch, 0, end)
  }
  s.skip += Math.max(0, p - end)
  if (batch.count > 0) carry(s, b, p, end)
  else finish(s, end - p)
  batch.dropped = framer.dropped
  framer.dropped = {}
  return batch.count > 0
}

/** Nobody knows where the next record begins: bytes of a packet can look like one. */
function stopped(name: string, why: string): string {
  const mend = 'mend it first (pcapfix), or take it from its source again'
  return `${name}: reading stopped: ${why}; what follows was not read: ${mend}`
}

/** What is wrong with a capture, in words for its owner. */
function noticesOf(s: CaptureState): string[] {
  const notices: string[] = []
  const { name, damage } = s.stream
  if (s.framer.broken !== '') notices.push(stopped(name, s.framer.broken))
  if (damage !== '') notices.push(damageNotice(s.stream))
  if (s.cut) notices.push(`${name} ends inside of a record`)
  return notices
}

/**
 * Opens a capture: pcap or pcapng, packed or not.
 * @throws ScrimError `input` when it is no capture; the stream is closed then
 */
export async function openCapture(input: ByteStream): Promise<Trace> {
  return captureOf(await openContent(input, HEAD_BYTES))
}

/**
 * What an input holds, as a capture.
 * @throws ScrimError `input` when it is none; the stream is closed then
 */
export function captureOf({ stream, head, packed }: Content): Trace {
  try {
    return traceOf(stream, head, packed)
  } catch (e) {
    stream.close()
    throw stream.damage === '' ? e : damaged(stream)
  }
}

function traceOf(stream: ByteStream, head: Uint8Array, packed: readonly string[]): Trace {
  const inside = packed.length === 0 ? '' : ` in ${packed.join(' in ')} data`
  const framer = createFramer(`${stream.name}${inside}`, head)
  const state: CaptureState = {
    stream,
    framer,
    carry: head,
    carryAt: framer.start,
    carryEnd: head.length,
    skip: 0,
    ended: false,
    finished: false,
    cut: false,
  }
  return {
    get description() {
      return framer.describe() + (packed.length === 0 ? '' : ` (${packed.join(', ')})`)
    },
    get notices() {
      return noticesOf(state)
    },
    fill: (batch) => fill(state, batch),
    get progress() {
      return { bytesRead: stream.taken, bytesTotal: stream.size }
    },
    close: async () => stream.close(),
  }
}
