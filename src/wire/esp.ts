/** The Encapsulating Security Payload: an index and a number, then bytes nobody can read. */
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('esp', {
  spi: ['link', 'uint', 'security parameters index'],
  sequence: ['link', 'uint', 'sequence number'],
})
const header = layout('esp', [
  [F.spi, 4],
  [F.sequence, 4],
])

/** RFC 4303 §2. With null encryption (RFC 2410) the rest would be readable; it stays payload. */
export const esp: Dissector = {
  name: 'esp',
  title: 'IP Encapsulating Security Payload',
  source: 'RFC 4303',
  claims: [['ip-protocol', 50]],
  dissect(f, at, end) {
    if (at + 8 > end) return Weird.truncated
    span(f, header, at, at + 8)
    return 0
  },
}
