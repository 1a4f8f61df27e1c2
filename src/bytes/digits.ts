/** Numbers and bytes as digits. */
import { appendByte, appendString, type Output } from './output.js'

const HEX = '0123456789abcdef'

/** The value of a hexadecimal digit, or -1. */
export function hexDigit(c: number): number {
  if (c >= 48 && c <= 57) return c - 48
  const l = c | 32
  return l >= 97 && l <= 102 ? l - 87 : -1
}

/** Appends a number in decimal digits. */
export function appendDecimal(o: Output, value: number): void {
  const small = value | 0
  if (small !== value || small < 0 || small > 99_999) {
    appendString(o, String(value))
    return
  }
  let unit = 1
  while (unit * 10 <= small) unit *= 10
  for (let left = small; unit >= 1; unit = (unit / 10) | 0) {
    const digit = (left / unit) | 0
    appendByte(o, 48 + digit)
    left -= digit * unit
  }
}

/** Appends `[at, end)` of `a` as hexadecimal digits in lower case. */
export function appendHex(o: Output, a: Uint8Array, at: number, end: number): void {
  for (let i = at; i < end; i++) {
    appendByte(o, HEX.charCodeAt(a[i] >> 4))
    appendByte(o, HEX.charCodeAt(a[i] & 15))
  }
}
