/**
 * Where one message of an exporter ends and the next begins, when they lie one behind the other in
 * a file (RFC 5655 for IPFIX; datagrams of the others, written as they came).
 */
import { u16, u32 } from '../bytes/endian.js'

/** More bytes are needed to know. */
export const MORE = -1
/** The bytes are no message, and where the next begins is not known. */
export const LOST = -2

/** Longer is no message: the most a datagram holds. */
const MESSAGE_MAX = 65535

/** Version 9 has no length: sets follow until one would have the number 9, which is reserved. */
function end9(b: Uint8Array, at: number, end: number, isLast: boolean): number {
  let i = at + 20
  for (;;) {
    if (i === end) return isLast ? i : MORE
    if (i + 4 > end) return isLast ? end : MORE
    const id = u16(b, i)
    const length = u16(b, i + 2)
    if (id === 9 || id === 5 || id === 10) return i
    if (i - at > MESSAGE_MAX) return LOST
    if (id === 0 && length === 0) {
      while (i + 2 <= end && i - at <= MESSAGE_MAX && u16(b, i) === 0) i += 2
      // What is longer is no padding: it is taken as a message of its own, and is none.
      return i + 2 > end && !isLast ? MORE : i
    }
    if (length < 4) return LOST
    i += length
    if (i > end) return isLast ? end : MORE
  }
}

/** The end of the NetFlow or IPFIX message at `at`, or `MORE`, or `LOST`. */
export function messageEnd(b: Uint8Array, at: number, end: number, isLast: boolean): number {
  if (end - at < 4) return isLast ? LOST : MORE
  const version = u16(b, at)
  const count = u16(b, at + 2)
  let stop: number
  if (version === 5) stop = count > 0 && count <= 1000 ? at + 24 + 48 * count : LOST
  else if (version === 10) stop = count >= 16 ? at + count : LOST
  else if (version === 9) stop = end9(b, at, end, isLast)
  else return LOST
  return stop <= end ? stop : isLast ? end : MORE
}

/** 1990 to 2100: when exporters have been about. */
export function isPlausible(seconds: number): boolean {
  return seconds > 0x25980000 && seconds < 0xf4865700
}

/** `netflow` or `ipfix` when the bytes begin with a message of one. */
export function recogniseExport(b: Uint8Array): 'netflow' | 'ipfix' | undefined {
  if (b.length < 24) return undefined
  const version = u16(b, 0)
  const count = u16(b, 2)
  if (version === 5) {
    const fits = count > 0 && count <= 1000 && isPlausible(u32(b, 8)) && u32(b, 12) < 1e9
    return fits ? 'netflow' : undefined
  }
  if (version === 9) {
    const id = u16(b, 20)
    const length = u16(b, 22)
    const fits = count > 0 && count < 4096 && isPlausible(u32(b, 8))
    return fits && (id < 2 || id > 255) && length >= 4 ? 'netflow' : undefined
  }
  if (version !== 10 || count < 20 || !isPlausible(u32(b, 4))) return undefined
  const id = u16(b, 16)
  const length = u16(b, 18)
  const fits = length >= 4 && length + 16 <= count
  return fits && (id === 2 || id === 3 || id > 255) ? 'ipfix' : undefined
}
