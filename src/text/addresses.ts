/** Addresses in text: dotted IPv4, IPv6 as in RFC 4291 §2.2 and RFC 5952, MACs with separators. */
import { appendDecimal, hexDigit } from '../bytes/digits.js'
import { appendByte, appendString, type Output } from '../bytes/output.js'

const COLON = 58
const DOT = 46

/**
 * Reads a dotted IPv4 address that fills `[at, end)`, without leading zeros.
 * @returns whether it is one; its four bytes are then at `to`
 */
export function parseIpv4(
  b: Uint8Array,
  at: number,
  end: number,
  out: Uint8Array,
  to: number,
): boolean {
  if (end - at < 7 || end - at > 15) return false
  let part = 0
  let digits = 0
  let v = 0
  for (let i = at; i <= end; i++) {
    const c = i < end ? b[i] : DOT
    if (c === DOT) {
      if (digits === 0 || v > 255 || part > 3) return false
      out[to + part++] = v
      digits = 0
      v = 0
    } else {
      if (c < 48 || c > 57 || digits === 3 || (digits > 0 && v === 0)) return false
      v = 10 * v + c - 48
      digits++
    }
  }
  return part === 4
}

/**
 * Reads an IPv6 address that fills `[at, end)`, without zone; the last 32 bits may be dotted.
 * @returns whether it is one; its 16 bytes are then at `to`
 */
export function parseIpv6(
  b: Uint8Array,
  at: number,
  end: number,
  out: Uint8Array,
  to: number,
): boolean {
  if (end - at < 2 || end - at > 45) return false
  let n = 0
  let gap = -1
  let i = at
  if (b[at] === COLON && b[at + 1] === COLON) {
    gap = 0
    i = at + 2
  }
  while (i < end) {
    if (n >= 16) return false
    let v = 0
    let k = i
    for (; k < end && k - i < 5; k++) {
      const d = hexDigit(b[k])
      if (d < 0) break
      v = (v << 4) | d
    }
    if (k < end && b[k] === DOT) {
      if (n > 12 || !parseIpv4(b, i, end, out, to + n)) return false
      n += 4
      break
    }
    if (k === i || k - i > 4) return false
    out[to + n] = v >> 8
    out[to + n + 1] = v
    n += 2
    if (k === end) break
    if (b[k] !== COLON || k + 1 === end) return false
    i = k + 1
    if (b[i] === COLON) {
      if (gap >= 0) return false
      gap = n
      i++
    }
  }
  if (gap < 0) return n === 16
  if (n > 14) return false
  out.copyWithin(to + 16 - (n - gap), to + gap, to + n)
  out.fill(0, to + gap, to + 16 - (n - gap))
  return true
}

/** Appends the four bytes at `at` in dotted form. */
export function appendIpv4(o: Output, a: Uint8Array, at: number): void {
  for (let i = 0; i < 4; i++) {
    if (i > 0) appendByte(o, DOT)
    appendDecimal(o, a[at + i])
  }
}

/** Whether the 16 bytes at `at` are an IPv4-mapped address (RFC 4291 §2.5.5.2). */
export function isMapped(a: Uint8Array, at: number): boolean {
  for (let i = 0; i < 10; i++) if (a[at + i] !== 0) return false
  return a[at + 10] === 0xff && a[at + 11] === 0xff
}

/** Appends the 16 bytes at `at` as RFC 5952 §4 wants them. */
export function appendIpv6(o: Output, a: Uint8Array, at: number): void {
  let best = -1
  let length = 1
  for (let i = 0; i < 8; i++) {
    let k = i
    while (k < 8 && a[at + 2 * k] === 0 && a[at + 2 * k + 1] === 0) k++
    if (k - i > length) {
      best = i
      length = k - i
    }
    if (k > i) i = k
  }
  for (let i = 0; i < 8; i++) {
    if (i === best) {
      appendByte(o, COLON)
      appendByte(o, COLON)
      i += length - 1
      continue
    }
    if (i > 0 && i !== best + length) appendByte(o, COLON)
    appendString(o, ((a[at + 2 * i] << 8) | a[at + 2 * i + 1]).toString(16))
  }
}
