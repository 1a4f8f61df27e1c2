/** IP payload compression: what follows the header cannot be read without decompressing it. */
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('ipcomp', {
  next: ['structure', 'uint', 'protocol of the compressed bytes'],
  flags: ['content', 'bytes', 'reserved byte'],
  index: ['link', 'uint', 'compression parameter index'],
})
const header = layout('ipcomp', [
  [F.next, 1],
  [F.flags, 1],
  [F.index, 2],
])

/** RFC 3173 §3. */
export const ipcomp: Dissector = {
  name: 'ipcomp',
  title: 'IP Payload Compression',
  source: 'RFC 3173',
  claims: [['ip-protocol', 108]],
  dissect(f, at, end) {
    if (at + 4 > end) return Weird.truncated
    span(f, header, at, at + 4)
    return 0
  },
}
