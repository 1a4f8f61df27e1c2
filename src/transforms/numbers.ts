/** Numbers of up to eight bytes in fields, for transforms that compute with them. */
import { fillBytes } from './fill.js'
import type { Apply } from './transform.js'

/** The largest number that is told apart; all above count as this one. */
const MAX = 0xffffffffffff

function value(b: Uint8Array, at: number, end: number, little: boolean): number {
  let v = 0
  for (let n = 0; n < end - at; n++) v = Math.min(v * 256 + b[little ? end - 1 - n : at + n], MAX)
  return v
}

/** Applies a function that never gives more than it was given (a lower edge) to a number. */
export function applyNumber(little: boolean, map: (v: number) => number): Apply {
  return (f, at, end) => {
    const b = f.b
    if (end - at > 8) {
      fillBytes(b, at, end, 0)
      return
    }
    let v = map(value(b, at, end, little))
    for (let n = 0; n < end - at; n++) {
      b[little ? at + n : end - 1 - n] = v % 256
      v = Math.floor(v / 256)
    }
  }
}
