/** Writes pcap with nanosecond times (draft-ietf-opsawg-pcap). It holds one link type only. */
import { ScrimError } from '../bytes/errors.js'
import { type Batch, RECORD_BYTES_MAX } from './batch.js'
import { copyBytes, viewed } from './copy.js'
import { type ByteSink, type CaptureWriter, createOutput, flush, type Output } from './writer.js'

/** What a writer of pcap is told. */
export interface PcapWriterOptions {
  /** the link type, when it is to be written although no record may come; else the first one's */
  readonly linkType?: number
}

const HEADER = 24
const AROUND = 16
const SECONDS_MAX = 0xffffffff

interface PcapWriter extends CaptureWriter {
  readonly out: Output
  linkType: number
  started: boolean
  /** interfaces known to have the right link type */
  readonly checked: boolean[]
  records: number
  timesClamped: number
}

function putHeader(w: PcapWriter, linkType: number): void {
  const { view } = w.out
  view.setUint32(0, 0xa1b23c4d, true)
  view.setUint16(4, 2, true)
  view.setUint16(6, 4, true)
  view.setUint32(8, 0, true)
  view.setUint32(12, 0, true)
  view.setUint32(16, RECORD_BYTES_MAX, true)
  view.setUint32(20, linkType, true)
  w.out.end = HEADER
  w.linkType = linkType
  w.started = true
}

function check(w: PcapWriter, batch: Batch, face: number): void {
  const { linkType } = batch.interfaces[face]
  if (!w.started) putHeader(w, linkType)
  if (linkType !== w.linkType) {
    throw new ScrimError(
      'output',
      `pcap holds one link type only: this trace has ${w.linkType} and ${linkType}`,
      'write pcapng instead',
    )
  }
  w.checked[face] = true
}

function encode(w: PcapWriter, batch: Batch, sink: ByteSink): void {
  const from = viewed(batch.bytes)
  const { out, checked } = w
  const { view } = out
  const most = out.bytes.length
  for (let i = 0; i < batch.count; i++) {
    const length = batch.length[i]
    if (length < 0) continue
    if (checked[batch.iface[i]] !== true) check(w, batch, batch.iface[i])
    if (out.end + AROUND + length > most) flush(out, sink)
    const at = out.end
    let seconds = batch.seconds[i]
    let nanos = batch.nanos[i]
    if (!(seconds >= 0 && seconds <= SECONDS_MAX)) {
      w.timesClamped++
      nanos = seconds > SECONDS_MAX ? 999999999 : 0
      seconds = seconds > SECONDS_MAX ? SECONDS_MAX : 0
    }
    view.setUint32(at, seconds, true)
    view.setUint32(at + 4, nanos, true)
    view.setUint32(at + 8, length, true)
    view.setUint32(at + 12, batch.wire[i], true)
    copyBytes(from, batch.at[i], out, at + AROUND, length)
    out.end = at + AROUND + length
    w.records++
  }
}

/** Makes a writer of pcap; a second link type is refused with an error `output`. */
export function createPcapWriter(options: PcapWriterOptions = {}): CaptureWriter {
  const writer: PcapWriter = {
    extension: 'pcap',
    out: createOutput(),
    linkType: -1,
    started: false,
    checked: [],
    records: 0,
    timesClamped: 0,
    encode: (batch, sink) => encode(writer, batch, sink),
    finish: (sink) => {
      if (!writer.started) putHeader(writer, options.linkType ?? 1)
      flush(writer.out, sink)
    },
  }
  if (options.linkType !== undefined) putHeader(writer, options.linkType)
  return writer
}
