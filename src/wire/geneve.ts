/** Generic network virtualisation encapsulation, with its options. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('geneve', {
  version: ['structure', 'uint', 'version and length of the options'],
  flags: ['structure', 'uint', 'flags: control packet, critical options'],
  type: ['structure', 'uint', 'EtherType of what follows'],
  vni: ['link', 'uint', 'network identifier'],
  reserved: ['content', 'bytes', 'reserved byte'],
  optionClass: ['software', 'uint', 'who defined the option'],
  optionType: ['enum', 'uint', 'type of the option'],
  optionLength: ['structure', 'uint', 'length of the option'],
  option: ['content', 'bytes', 'value of the option; class and type where they are not registered'],
})
const header = layout('geneve', [
  [F.version, 1],
  [F.flags, 1],
  [F.type, 2],
  [F.vni, 3],
  [F.reserved, 1],
])
const optionHeader = layout('geneve.option', [
  [F.optionClass, 2],
  [F.optionType, 1],
  [F.optionLength, 1],
])
const oddHeader = layout('geneve.option', [
  [F.option, 3],
  [F.optionLength, 1],
])
/** Classes that IANA has given out begin with this byte. */
const CLASSES = 1
const ETHERTYPE = space('ethertype')

function options(f: Frame, from: number, end: number): number {
  let at = from
  while (at < end) {
    if (at + 4 > end) return Weird['bad-length']
    const stop = at + 4 + (f.b[at + 3] & 31) * 4
    // The three bits above the length are reserved (RFC 8926 §3.5).
    if (stop > end || f.b[at + 3] > 31) return Weird['bad-length']
    // Class and type of an option that nobody registered may be anything, above all without value.
    span(f, f.b[at] === CLASSES ? optionHeader : oddHeader, at, at + 4)
    span(f, F.option, at + 4, stop)
    at = stop
  }
  return 0
}

/** RFC 8926 §3.4 and §3.5. */
export const geneve: Dissector = {
  name: 'geneve',
  title: 'Generic Network Virtualization Encapsulation',
  source: 'RFC 8926',
  claims: [['udp-port', 6081]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 8 > end) return Weird.truncated
    const payload = at + 8 + (b[at] & 63) * 4
    if (b[at] > 63 || (b[at + 1] & 63) !== 0) return Weird['not-this-protocol']
    if (payload > end) return Weird.truncated
    span(f, header, at, at + 8)
    const r = options(f, at + 8, payload)
    if (r < 0) return r
    next(f, ETHERTYPE, u16(b, at + 2), payload, end)
    return 0
  },
}
