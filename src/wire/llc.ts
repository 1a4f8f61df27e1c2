/** Logical link control and SNAP: what frames with a length instead of a type begin with. */
import { u16, u24 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('llc', {
  dsap: ['structure', 'uint', 'service access point of the receiver'],
  ssap: ['structure', 'uint', 'service access point of the sender'],
  control: ['structure', 'uint', 'control field'],
  oui: ['structure', 'uint', 'who assigned the protocol number'],
  pid: ['structure', 'uint', 'protocol number'],
})
const unnumbered = layout('llc', [
  [F.dsap, 1],
  [F.ssap, 1],
  [F.control, 1],
])
const numbered = layout('llc', [
  [F.dsap, 1],
  [F.ssap, 1],
  [F.control, 2],
])
const snap = layout('llc.snap', [
  [F.dsap, 1],
  [F.ssap, 1],
  [F.control, 1],
  [F.oui, 3],
  [F.pid, 2],
])
const ETHERTYPE = space('ethertype')
const CISCO = space('cisco-snap')
const SAP = space('llc-sap')
const OUI_CISCO = 0x00000c
const OUI_BRIDGE_TUNNEL = 0x0000f8
const OUI_BRIDGED = 0x0080c2

/** Numbers of well-known organisations: others name who made the device. */
const known = new Set([0, OUI_CISCO, OUI_BRIDGE_TUNNEL, OUI_BRIDGED, 0x080007, 0x00e02b, 0x00e052])
/**
 * Service access points in use, without the bit that says group or response: where others stand,
 * the frame is not LLC but something a maker thought of.
 */
const points = new Set([
  0x00, 0x02, 0x04, 0x06, 0x08, 0x0c, 0x0e, 0x10, 0x14, 0x18, 0x20, 0x34, 0x42, 0x4e, 0x54, 0x7e,
  0x80, 0x86, 0x8e, 0x94, 0x98, 0xaa, 0xbc, 0xc8, 0xd4, 0xdc, 0xe0, 0xec, 0xf0, 0xf4, 0xf8, 0xfa,
  0xfc, 0xfe,
])

/**
 * IEEE 802.2 §3, IEEE 802 §9.2, RFC 1042. A frame of IPX without LLC begins with two bytes of ones.
 */
export const llc: Dissector = {
  name: 'llc',
  title: 'Logical link control',
  source: 'IEEE 802.2 §3, IEEE 802 §9.2, RFC 1042',
  claims: [['llc', 0]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 3 > end) return Weird.truncated
    const dsap = b[at]
    if (dsap === 0xff && b[at + 1] === 0xff) return 0
    if (!points.has(dsap & 0xfe) || !points.has(b[at + 1] & 0xfe)) return 0
    if (dsap === 0xaa && b[at + 1] === 0xaa && b[at + 2] === 3) {
      const payload = at + 8
      if (payload > end) return Weird.truncated
      const oui = u24(b, at + 3)
      if (!known.has(oui)) {
        span(f, unnumbered, at, at + 3)
        return 0
      }
      span(f, snap, at, payload)
      const pid = u16(b, at + 6)
      if ((oui === 0 || oui === OUI_BRIDGE_TUNNEL) && pid >= 1536) {
        next(f, ETHERTYPE, pid, payload, end)
      } else if (oui === OUI_CISCO) next(f, CISCO, pid, payload, end)
      // RFC 2427 §4.2: bridged Ethernet, without (7) and with (1) its frame check sequence.
      else if (oui === OUI_BRIDGED && pid === 7) next(f, ETHERTYPE, 0x6558, payload, end)
      else if (oui === OUI_BRIDGED && pid === 1) next(f, ETHERTYPE, 0x6558, payload, end - 4)
      return 0
    }
    // The two low bits tell an unnumbered frame, whose control field has one byte instead of two.
    const payload = (b[at + 2] & 3) === 3 ? at + 3 : at + 4
    // Three bytes of nobody look like this once they are blank.
    if (payload > end) return 0
    span(f, payload === at + 3 ? unnumbered : numbered, at, payload)
    if (b[at + 2] === 3) next(f, SAP, dsap, payload, end)
    return 0
  },
}
