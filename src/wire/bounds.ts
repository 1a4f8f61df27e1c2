/**
 * What numbers may be that leave as they are. Four bytes of text make a large number, so a measure
 * that no sender can mean is none, and two of them in a row would be a word.
 */
import { u32 } from '../bytes/endian.js'

/** Seconds in eight and a half years: durations of protocols are shorter, or without an end. */
const SECONDS_MAX = 0x0fff_ffff
const INFINITE = 0xffff_ffff

/** Bytes in a packet of any link: those that carry jumbograms (RFC 2675) have room for a few. */
export const MTU_MAX = 0x000f_ffff

/** Whether a number is two letters of UTF-16, which is small enough to be a measure. */
function areLetters(v: number): boolean {
  return (v & 0xff00_ff00) === 0 && (v & 0xff) >= 32 && v >= 0x20_0000
}

/** Whether `count` numbers of four bytes each are at most `most`, and not letters. */
export function areAtMost(b: Uint8Array, at: number, count: number, most: number): boolean {
  for (let i = at; i < at + count * 4; i += 4) {
    const v = u32(b, i)
    if (v > most || areLetters(v)) return false
  }
  return true
}

/** Whether `count` durations in seconds, four bytes each, can be meant. */
export function areSeconds(b: Uint8Array, at: number, count: number): boolean {
  for (let i = at; i < at + count * 4; i += 4) {
    if (u32(b, i) !== INFINITE && !areAtMost(b, i, 1, SECONDS_MAX)) return false
  }
  return true
}
