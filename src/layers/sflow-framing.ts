/** Where sFlow datagrams begin and end (sFlow version 5, https://sflow.org/sflow_version_5.txt). */
import { u32 } from '../bytes/endian.js'
import { LOST, MORE } from './export-framing.js'

/** Longer is no datagram. */
const DATAGRAM_MAX = 65535
const SAMPLES_MAX = 4096

/** Bytes of the header of a datagram, by the type of its agent's address; 0 for none. */
export function headerSize(b: Uint8Array, at: number): number {
  const type = u32(b, at + 4)
  return type === 1 ? 28 : type === 2 ? 40 : 0
}

/** The end of the datagram at `at`, or `MORE`, or `LOST`. */
export function datagramEnd(b: Uint8Array, at: number, end: number, isLast: boolean): number {
  const more = isLast ? end : MORE
  if (end - at < 8) return isLast ? LOST : MORE
  const size = headerSize(b, at)
  if (u32(b, at) !== 5 || size === 0) return LOST
  if (at + size > end) return more
  const samples = u32(b, at + size - 4)
  if (samples > SAMPLES_MAX) return LOST
  let i = at + size
  for (let n = 0; n < samples; n++) {
    if (i + 8 > end) return more
    const length = u32(b, i + 4)
    if (length % 4 !== 0 || i + 8 + length - at > DATAGRAM_MAX) return LOST
    i += 8 + length
  }
  return i <= end ? i : more
}

/** Whether the bytes begin with an sFlow datagram. */
export function recogniseSflow(b: Uint8Array): boolean {
  if (b.length < 44 || u32(b, 0) !== 5) return false
  const size = headerSize(b, 0)
  if (size === 0 || b.length < size + 8) return false
  const samples = u32(b, size - 4)
  const type = u32(b, size)
  const length = u32(b, size + 4)
  return samples > 0 && samples < 256 && type < 6 && length >= 12 && length % 4 === 0
}
