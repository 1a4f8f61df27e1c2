/** NetBIOS names: 15 letters and a byte for the purpose, each byte written as two letters. */
import { fields } from './fields.js'
import { type Frame, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('netbios', {
  mark: ['structure', 'uint', 'length bytes and pointers of names, and the root'],
  name: ['hostname', 'netbios', 'name of a host, user or group in the half-byte alphabet'],
  suffix: ['enum', 'bytes', 'purpose of a name, where it is a known one'],
  scope: ['hostname', 'bytes', 'label of a scope'],
})
const NAME = 32
const LABELS_MAX = 16

/** Purposes that Microsoft and Samba define; any other 16th byte is taken for part of the name. */
const purposes = new Uint8Array(256)
for (const p of [0x00, 0x01, 0x03, 0x06, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x21, 0x22]) {
  purposes[p] = 1
}
for (const p of [0x23, 0x24, 0x30, 0x31, 0x43, 0x44, 0x45, 0x46, 0x4c, 0x52, 0x87, 0x6a, 0xbe]) {
  purposes[p] = 1
}

/** Whether the byte that ends a name is a known purpose. */
export function isPurpose(value: number): boolean {
  return purposes[value] !== 0
}

/** RFC 1001 §14.1: each half of a byte is a letter from A to P. */
function isEncoded(b: Uint8Array, at: number): boolean {
  for (let i = at; i < at + NAME; i++) if (b[i] < 65 || b[i] > 80) return false
  return true
}

/**
 * Notes the name at `at` (RFC 1002 §4.1): its first label in the alphabet, those of a scope as they
 * are, or a pointer back to a name before it.
 * @returns where the name ends, or a negative weird
 */
export function netbiosName(f: Frame, start: number, from: number, end: number): number {
  const b = f.b
  let at = from
  for (let n = 0; n < LABELS_MAX && at < end; n++) {
    const size = b[at]
    if (size === 0 || size >= 0xc0) {
      const stop = size === 0 ? at + 1 : at + 2
      if (stop > end) return Weird.truncated
      if (size !== 0 && start + (((size & 0x3f) << 8) | b[at + 1]) >= at) return Weird['bad-value']
      span(f, F.mark, at, stop)
      return stop
    }
    const stop = at + 1 + size
    if (size > 63) return Weird['bad-value']
    if (stop > end) return Weird.truncated
    span(f, F.mark, at, at + 1)
    if (n > 0) span(f, F.scope, at + 1, stop)
    else {
      if (size !== NAME || !isEncoded(b, at + 1)) return Weird['not-this-protocol']
      const known = isPurpose(((b[stop - 2] - 65) << 4) | (b[stop - 1] - 65))
      span(f, F.name, at + 1, known ? stop - 2 : stop)
      if (known) span(f, F.suffix, stop - 2, stop)
    }
    at = stop
  }
  return Weird.truncated
}
