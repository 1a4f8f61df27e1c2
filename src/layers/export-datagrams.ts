/**
 * Whether bytes are a datagram of a flow exporter, by nothing but what is in them: ports say little
 * of what is sent to them. All that such a datagram says of its own length has to agree.
 */
import { u16, u32 } from '../bytes/endian.js'
import { isPlausible } from './export-framing.js'
import { headerSize } from './sflow-framing.js'

/** What a datagram says of who sent it and when. */
export interface DatagramHead {
  readonly format: 'netflow' | 'ipfix' | 'sflow'
  /** version and observation domain, or agent and its part: who numbers the datagrams */
  readonly domain: string
  readonly sequence: number
  /** milliseconds since 1970, or since the exporter started where it does not say more */
  readonly clock: number
  readonly isDated: boolean
  /** cut: bytes are missing. malformed: its lengths disagree, and it may be something else. */
  readonly fit: 'whole' | 'cut' | 'malformed'
}

const RECORDS_MAX = 4096
const RECORDS_5_MAX = 1000
const SAMPLES_MAX = 255
/** Bytes of samples before their records: of flows and counters, plain and expanded. */
const SAMPLE_HEADS: Readonly<Record<number, number>> = { 1: 32, 2: 12, 3: 44, 4: 16 }

function isZero(b: Uint8Array, at: number, end: number): boolean {
  for (let i = at; i < end; i++) if (b[i] !== 0) return false
  return true
}

/** Whether sets fill `[from, end)`, up to zeros that pad version 9 (RFC 3954 §5.3). */
function doSetsFit(b: Uint8Array, from: number, end: number, isIpfix: boolean): boolean {
  let at = from
  while (at + 4 <= end) {
    const id = u16(b, at)
    const length = u16(b, at + 2)
    const isTemplates = isIpfix ? id === 2 || id === 3 : id < 2
    if (length < 4 || (!isTemplates && id < 256)) break
    at += length
  }
  const padding = end - at
  const isPadded = padding === 0 || (!isIpfix && padding > 0 && padding % 2 === 0)
  return at > from && isPadded && isZero(b, at, end)
}

/** Whether records fill the sample `[at, end)` of a type that is known. */
function doRecordsFit(b: Uint8Array, at: number, end: number, head: number): boolean {
  let i = at + 8 + head
  let n = 0
  for (; i + 8 <= end; n++) {
    const length = u32(b, i + 4)
    if (length % 4 !== 0) return false
    i += 8 + length
  }
  return i === end && n === u32(b, at + 8 + head - 4)
}

/** Whether samples fill a datagram; one of them at least has to be of a type that is known. */
function doSamplesFit(b: Uint8Array, from: number, end: number, samples: number): boolean {
  let at = from
  let isKnown = false
  for (let n = 0; n < samples; n++) {
    if (at + 8 > end) return false
    const stop = at + 8 + u32(b, at + 4)
    if (stop > end || stop % 4 !== at % 4) return false
    const head = SAMPLE_HEADS[u32(b, at)]
    if (head !== undefined && !doRecordsFit(b, at, stop, head)) return false
    isKnown ||= head !== undefined
    at = stop
  }
  return isKnown && at === end
}

type Fit = DatagramHead['fit']

const fitOf = (isCut: boolean, fits: () => boolean): Fit =>
  isCut ? 'cut' : fits() ? 'whole' : 'malformed'

function version5(b: Uint8Array, at: number, end: number, length: number) {
  const count = u16(b, at + 2)
  const seconds = u32(b, at + 8)
  const nanos = u32(b, at + 12)
  if (count === 0 || count > RECORDS_5_MAX || length !== 24 + 48 * count) return undefined
  if (nanos >= 1e9) return undefined
  return dated('netflow', 5, u16(b, at + 20), u32(b, at + 16), seconds, end < at + length)
}

function dated(
  format: DatagramHead['format'],
  version: number,
  domain: number,
  sequence: number,
  seconds: number,
  isCut: boolean,
  fits: () => boolean = () => true,
): DatagramHead | undefined {
  if (!isPlausible(seconds)) return undefined
  const fit = fitOf(isCut, fits)
  const clock = seconds * 1000
  return { format, domain: `${version} ${domain}`, sequence, clock, isDated: true, fit }
}

function version9(b: Uint8Array, at: number, end: number, length: number) {
  const count = u16(b, at + 2)
  const id = u16(b, at + 20)
  if (count === 0 || count > RECORDS_MAX || (id > 1 && id < 256)) return undefined
  const fits = (): boolean => doSetsFit(b, at + 20, end, false)
  const isCut = end < at + length
  return dated('netflow', 9, u32(b, at + 16), u32(b, at + 12), u32(b, at + 8), isCut, fits)
}

function version10(b: Uint8Array, at: number, end: number, length: number) {
  if (u16(b, at + 2) !== length) return undefined
  const fits = (): boolean => doSetsFit(b, at + 16, end, true)
  const isCut = end < at + length
  return dated('ipfix', 10, u32(b, at + 12), u32(b, at + 8), u32(b, at + 4), isCut, fits)
}

function sflow5(b: Uint8Array, at: number, end: number, length: number): DatagramHead | undefined {
  const size = headerSize(b, at)
  if (size === 0 || at + size > end || length < size + 8) return undefined
  const samples = u32(b, at + size - 4)
  if (samples === 0 || samples > SAMPLES_MAX) return undefined
  const tail = at + size
  const fit = fitOf(end < at + length, () => doSamplesFit(b, tail, end, samples))
  const agent = Buffer.from(b.subarray(at + 4, tail - 12)).toString('latin1')
  const sequence = u32(b, tail - 12)
  const clock = u32(b, tail - 8)
  return { format: 'sflow', domain: agent, sequence, clock, isDated: false, fit }
}

/**
 * Reads the head of a datagram at `at`, which was `length` bytes long when it was sent; those up to
 * `end` are there. Undefined when it is none of an exporter, or lacks its head.
 */
export function readDatagram(
  b: Uint8Array,
  at: number,
  end: number,
  length: number,
): DatagramHead | undefined {
  if (at + 24 > end) return undefined
  const version = u16(b, at)
  if (version === 5) return version5(b, at, end, length)
  if (version === 9) return version9(b, at, end, length)
  if (version === 10) return version10(b, at, end, length)
  return u32(b, at) === 5 ? sflow5(b, at, end, length) : undefined
}
