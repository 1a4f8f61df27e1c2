/** Times in fields: NTP timestamps (RFC 5905 §6) and seconds since 1970, moved and rounded. */
import { put32, u32 } from '../bytes/endian.js'
import { fillBytes } from './fill.js'
import type { Apply, TimeMap } from './transform.js'

/** Seconds from 1900 to 1970 (RFC 5905 Fig. 4). */
const NTP_EPOCH = 2208988800
const TWO_32 = 0x100000000

/** NTP timestamps move with the capture time; 0 means that there is none, and stays. */
export function applyNtp(map: TimeMap): Apply {
  const fraction = Math.floor((map.nanos / 1e9) * TWO_32)
  const round = map.roundNanos
  return (f, at, end) => {
    const b = f.b
    if (end - at !== 8) {
      fillBytes(b, at, end, 0)
      return
    }
    let seconds = u32(b, at)
    let part = u32(b, at + 4)
    if (seconds === 0 && part === 0) return
    part += fraction
    seconds += map.seconds
    if (part >= TWO_32) {
      part -= TWO_32
      seconds++
    }
    if (round >= 1e9) {
      // Rounding counts from 1970, as it does for the capture time.
      const r = round / 1e9
      seconds -= (((seconds - NTP_EPOCH) % r) + r) % r
      part = 0
    } else if (round > 1) {
      const nanos = (part / TWO_32) * 1e9
      part = Math.ceil(((nanos - (nanos % round)) / 1e9) * TWO_32)
    }
    put32(b, at, seconds % TWO_32)
    put32(b, at + 4, part)
  }
}

/** Whole seconds since 1970 move with the capture time; 0 stays. */
export function applyUnix(map: TimeMap): Apply {
  const r = map.roundNanos / 1e9
  return (f, at, end) => {
    const b = f.b
    if (end - at !== 4) {
      fillBytes(b, at, end, 0)
      return
    }
    const v = u32(b, at)
    if (v === 0) return
    const seconds = v + map.seconds
    put32(b, at, (r > 1 ? seconds - (seconds % r) : seconds) % TWO_32)
  }
}
