/** The options of TCP. Signatures (kinds 19 and 29) are made over the segment and stay content. */
import { u16 } from '../bytes/endian.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'
import { mptcpOption } from './mptcp.js'

const F = fields('tcp', {
  option: ['structure', 'uint', 'option kind and length, padding'],
  mss: ['software', 'uint', 'maximum segment size'],
  windowScale: ['software', 'uint', 'window scale'],
  sackEdge: ['link', 'flow-seq-reverse', 'edge of a selectively acknowledged block'],
  clock: ['link', 'flow-clock-forward', 'timestamp value'],
  clockEcho: ['link', 'flow-clock-reverse', 'timestamp echo reply'],
  clockUnused: ['content', 'bytes', 'timestamp echo reply where the ACK flag is not set'],
  userTimeout: ['software', 'uint', 'user timeout'],
  experiment: ['structure', 'uint', 'identifier of an experiment'],
  optionCookie: ['secret', 'bytes', 'fast open cookie'],
  optionValue: ['secret', 'bytes', 'value of any other option, and what follows the last'],
})
const clockOption = layout('tcp.timestamps', [
  [F.option, 2],
  [F.clock, 4],
  [F.clockEcho, 4],
])
const firstClockOption = layout('tcp.timestamps', [
  [F.option, 2],
  [F.clock, 4],
  [F.clockUnused, 4],
])
const paddedClockOption = layout('tcp.timestamps', [
  [F.option, 4],
  [F.clock, 4],
  [F.clockEcho, 4],
])

/** Kinds for experiments (RFC 6994): two bytes say which; 0xf989 was fast open (RFC 7413). */
function experiment(f: Frame, at: number, stop: number): void {
  if (stop - at >= 4 && u16(f.b, at + 2) === 0xf989) {
    span(f, F.experiment, at + 2, at + 4)
    span(f, F.optionCookie, at + 4, stop)
  } else span(f, F.optionValue, at + 2, stop)
}

/** One option of known length (RFC 9293 §3.1, RFC 7323, RFC 2018, RFC 7413, RFC 5482). */
function option(f: Frame, at: number, stop: number, flow: number, acked: boolean): void {
  const kind = f.b[at]
  const length = stop - at
  if (kind === 8 && length === 10) {
    span(f, acked ? clockOption : firstClockOption, at, stop, flow)
    return
  }
  if (kind === 30) {
    mptcpOption(f, at, stop)
    return
  }
  span(f, F.option, at, at + 2)
  if (kind === 2 && length === 4) span(f, F.mss, at + 2, stop)
  else if (kind === 3 && length === 3) span(f, F.windowScale, at + 2, stop)
  else if (kind === 5 && length % 8 === 2) {
    for (let i = at + 2; i < stop; i += 4) span(f, F.sackEdge, i, i + 4, flow)
  } else if (kind === 34) span(f, F.optionCookie, at + 2, stop)
  else if (kind === 28 && length === 4) span(f, F.userTimeout, at + 2, stop)
  else if (kind === 253 || kind === 254) experiment(f, at, stop)
  else span(f, F.optionValue, at + 2, stop)
}

/**
 * Takes the options in `[from, end)` apart. What is malformed among them is content, as receivers
 * take the segment all the same.
 * @param acked whether the ACK flag is set, without which an echoed timestamp means nothing
 */
export function tcpOptions(
  f: Frame,
  from: number,
  end: number,
  flow: number,
  acked: boolean,
): void {
  const b = f.b
  let at = from
  // The form nearly every established connection uses: two no-operations, then timestamps.
  if (acked && end - at === 12 && b[at] === 1 && b[at + 1] === 1 && b[at + 2] === 8) {
    if (b[at + 3] === 10) {
      span(f, paddedClockOption, at, end, flow)
      return
    }
  }
  while (at < end) {
    const kind = b[at]
    if (kind === 0) {
      span(f, F.option, at, at + 1)
      span(f, F.optionValue, at + 1, end)
      return
    }
    if (kind === 1) {
      span(f, F.option, at, at + 1)
      at++
      continue
    }
    const stop = at + 1 < end ? at + b[at + 1] : end + 1
    if (stop < at + 2 || stop > end) {
      span(f, F.optionValue, at, end)
      return
    }
    option(f, at, stop, flow, acked)
    at = stop
  }
}
