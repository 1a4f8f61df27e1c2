/**
 * Writes pcapng: one section, an interface description before the first packet that needs it, and
 * enhanced packets. No other block and no option exists that could carry something out: names are
 * made up, hardware, operating system and program are not told (draft-ietf-opsawg-pcapng §4).
 */
import { type Batch, RECORD_BYTES_MAX } from './batch.js'
import { copyBytes, type Viewed, viewed } from './copy.js'
import { type ByteSink, type CaptureWriter, createOutput, flush, type Output } from './writer.js'

/** What a writer of pcapng is told. */
export interface PcapngWriterOptions {
  /** a comment on the whole file, for example the digest of the policy */
  readonly comment?: string
}

/** Bytes of an enhanced packet around its data. */
const AROUND = 32
/** Bytes that the longest interface description here takes. */
const INTERFACE_MAX = 64
const TWO_32 = 4294967296
/** The first second that 64 bits of nanoseconds cannot hold. */
const SECONDS_END = 18446744073

interface PcapngWriter extends CaptureWriter {
  readonly out: Output
  /** id in the file of each interface of the trace, -1 before it is described */
  readonly ids: number[]
  described: number
  records: number
  timesClamped: number
  /** the second of the last packet, and its start in nanoseconds as two halves */
  second: number
  high: number
  low: number
}

/** Writes one option with its padding. @returns where the next begins */
function putOption(out: Viewed, at: number, code: number, value: Uint8Array): number {
  out.view.setUint16(at, code, true)
  out.view.setUint16(at + 2, value.length, true)
  out.bytes.set(value, at + 4)
  const end = at + 4 + value.length
  const padded = (end + 3) & ~3
  out.bytes.fill(0, end, padded)
  return padded
}

/** Ends a block that began at `at`: end-of-options, and the length at both ends. */
function endBlock(out: Output, at: number, optionsEnd: number): void {
  const total = optionsEnd + 8 - at
  out.view.setUint32(optionsEnd, 0, true)
  out.view.setUint32(optionsEnd + 4, total, true)
  out.view.setUint32(at + 4, total, true)
  out.end = optionsEnd + 8
}

function putSection(out: Output, comment: string | undefined): void {
  const { view } = out
  view.setUint32(0, 0x0a0d0d0a, true)
  view.setUint32(8, 0x1a2b3c4d, true)
  view.setUint16(12, 1, true)
  view.setUint16(14, 0, true)
  // Section length: not known beforehand (-1), so that the file can be written as it comes.
  view.setUint32(16, 0xffffffff, true)
  view.setUint32(20, 0xffffffff, true)
  // An option's length is 16 bits; a comment is cut at a character.
  const text = new TextEncoder().encodeInto(comment ?? '', new Uint8Array(0xffff))
  const value = new TextEncoder().encode((comment ?? '').slice(0, text.read))
  endBlock(out, 0, value.length === 0 ? 24 : putOption(out, 24, 1, value))
}

/** Describes an interface of the trace in the file, under a made-up name. @returns its id */
function putInterface(w: PcapngWriter, batch: Batch, index: number, sink: ByteSink): number {
  const { out } = w
  const id = w.described++
  const { linkType, snapLength } = batch.interfaces[index]
  if (out.end + INTERFACE_MAX > out.bytes.length) flush(out, sink)
  const at = out.end
  const { view } = out
  view.setUint32(at, 1, true)
  view.setUint16(at + 8, linkType, true)
  view.setUint16(at + 10, 0, true)
  // A length that no record reaches is no limit (0), and may be any number.
  view.setUint32(at + 12, snapLength <= RECORD_BYTES_MAX ? snapLength : 0, true)
  const named = putOption(out, at + 16, 2, new TextEncoder().encode(`if${id}`))
  endBlock(out, at, putOption(out, named, 9, Uint8Array.of(9)))
  w.ids[index] = id
  return id
}

/** Finds the two halves of a second in nanoseconds; all steps are exact in double precision. */
function startSecond(w: PcapngWriter, seconds: number): void {
  const upperSeconds = Math.floor(seconds / 65536)
  const upper = upperSeconds * 1e9
  const middle = Math.floor(upper / 65536)
  const low = (upper - middle * 65536) * 65536 + (seconds - upperSeconds * 65536) * 1e9
  const carry = Math.floor(low / TWO_32)
  w.second = seconds
  w.high = middle + carry
  w.low = low - carry * TWO_32
}

function putTime(w: PcapngWriter, view: DataView, at: number, seconds: number, nanos: number) {
  if (seconds !== w.second) {
    if (!(seconds >= 0 && seconds < SECONDS_END)) {
      w.timesClamped++
      const edge = seconds >= SECONDS_END ? 0xffffffff : 0
      view.setUint32(at, edge, true)
      view.setUint32(at + 4, edge, true)
      return
    }
    startSecond(w, seconds)
  }
  const low = w.low + nanos
  view.setUint32(at, low >= TWO_32 ? w.high + 1 : w.high, true)
  view.setUint32(at + 4, low, true)
}

function encode(w: PcapngWriter, batch: Batch, sink: ByteSink): void {
  const from = viewed(batch.bytes)
  const { out, ids } = w
  const { view } = out
  const most = out.bytes.length
  for (let i = 0; i < batch.count; i++) {
    const length = batch.length[i]
    if (length < 0) continue
    const face = batch.iface[i]
    const id = ids[face] ?? putInterface(w, batch, face, sink)
    const total = AROUND + ((length + 3) & ~3)
    if (out.end + total > most) flush(out, sink)
    const at = out.end
    // The padding is zero, whatever the buffer held before. This comes first: in a packet without
    // data, the header lies here.
    view.setUint32(at + total - 8, 0, true)
    view.setUint32(at, 6, true)
    view.setUint32(at + 4, total, true)
    view.setUint32(at + 8, id, true)
    putTime(w, view, at + 12, batch.seconds[i], batch.nanos[i])
    view.setUint32(at + 20, length, true)
    view.setUint32(at + 24, batch.wire[i], true)
    copyBytes(from, batch.at[i], out, at + 28, length)
    view.setUint32(at + total - 4, total, true)
    out.end = at + total
    w.records++
  }
}

/** Makes a writer of pcapng with nanosecond times. */
export function createPcapngWriter(options: PcapngWriterOptions = {}): CaptureWriter {
  const writer: PcapngWriter = {
    extension: 'pcapng',
    out: createOutput(),
    ids: [],
    described: 0,
    records: 0,
    timesClamped: 0,
    second: Number.NaN,
    high: 0,
    low: 0,
    encode: (batch, sink) => encode(writer, batch, sink),
    finish: (sink) => flush(writer.out, sink),
  }
  putSection(writer.out, options.comment)
  return writer
}
