/** Addresses as people read them. */
import { createOutput } from '../bytes/output.js'
import { appendIpv4, appendIpv6 } from './addresses.js'

/** Longer than any address, so that it never grows and the view stays right. */
const text = createOutput(64)
const letters = Buffer.from(text.bytes.buffer)

/** The IPv4 address of 4 bytes or IPv6 address of 16 in `[at, end)`; empty for other lengths. */
export function addressText(b: Uint8Array, at: number, end: number): string {
  text.n = 0
  if (end - at === 4) appendIpv4(text, b, at)
  else if (end - at === 16) appendIpv6(text, b, at)
  return letters.toString('latin1', 0, text.n)
}
