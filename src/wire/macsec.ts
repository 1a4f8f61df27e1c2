/** MACsec security tags. What they protect is content, unless it is integrity-protected only. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('macsec', {
  tci: ['structure', 'uint', 'tag control information and association number'],
  sl: ['structure', 'uint', 'short length'],
  pn: ['link', 'uint', 'packet number'],
  sciHw: ['hardware', 'eui48', 'hardware address of the secure channel'],
  sciPort: ['link', 'uint', 'port of the secure channel'],
  type: ['structure', 'uint', 'EtherType of what follows in the clear'],
})
const short = layout('macsec', [
  [F.tci, 1],
  [F.sl, 1],
  [F.pn, 4],
])
const long = layout('macsec', [
  [F.tci, 1],
  [F.sl, 1],
  [F.pn, 4],
  [F.sciHw, 6],
  [F.sciPort, 2],
])
const ETHERTYPE = space('ethertype')
const HAS_SCI = 0x20
const ENCRYPTED_OR_CHANGED = 0x0c
const ICV_BYTES = 16

/** IEEE 802.1AE §9.3. */
export const macsec: Dissector = {
  name: 'macsec',
  title: 'MACsec',
  source: 'IEEE 802.1AE §9.3',
  claims: [['ethertype', 0x88e5]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 6 > end) return Weird.truncated
    const hasSci = (b[at] & HAS_SCI) !== 0
    const payload = at + (hasSci ? 14 : 6)
    if (payload > end) return Weird.truncated
    span(f, hasSci ? long : short, at, payload)
    // Of a frame that was cut, the end is missing first.
    const missing = Math.max(0, f.wire - (f.end - f.at))
    const stop = end - Math.max(0, ICV_BYTES - missing)
    if ((b[at] & ENCRYPTED_OR_CHANGED) !== 0 || payload + 2 > stop) return 0
    const type = u16(b, payload)
    if (type < 1536) return 0
    span(f, F.type, payload, payload + 2)
    f.soft = 1
    next(f, ETHERTYPE, type, payload + 2, stop)
    return 0
  },
}
