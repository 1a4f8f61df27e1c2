/** Authentication at the door of a network: EAPOL frames and EAP. */
import { u16 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { next, rest, span } from './frame.js'
import { Weird } from './weird.js'

const L = fields('eapol', {
  version: ['structure', 'uint', 'protocol version'],
  type: ['structure', 'uint', 'packet type'],
  len: ['structure', 'uint', 'length of the body'],
})
const eapolHeader = layout('eapol', [
  [L.version, 1],
  [L.type, 1],
  [L.len, 2],
])
const F = fields('eap', {
  code: ['structure', 'uint', 'request, response, success or failure'],
  id: ['link', 'uint', 'identifier that ties a response to its request'],
  len: ['structure', 'uint', 'length of the packet'],
  type: ['structure', 'uint', 'authentication method'],
  identity: ['person', 'text', 'identity of the peer'],
})
const eapHeader = layout('eap', [
  [F.code, 1],
  [F.id, 1],
  [F.len, 2],
])
const EAP = space('eap')
/** IEEE 802.1X §11.3.1 and Table 11-3: what versions and types there are. */
const VERSION_MAX = 3
const PACKET_MAX = 8
const RESPONSE = 2
/** RFC 3748 §4, RFC 6696 §5.3: codes; IANA, Method Types: the last that is not for experiments. */
const CODE_MAX = 6
const METHOD_MAX = 57
const EXPANDED = 254
const IDENTITY = 1

/** IEEE 802.1X §11.3. All but EAP is payload, keys too, as is what nobody registered. */
export const eapol: Dissector = {
  name: 'eapol',
  title: 'EAP over LAN',
  source: 'IEEE 802.1X §11.3',
  claims: [['ethertype', 0x888e]],
  dissect(f, at, end) {
    const payload = at + 4
    if (payload > end) return Weird.truncated
    if (f.b[at] === 0 || f.b[at] > VERSION_MAX || f.b[at + 1] > PACKET_MAX) return 0
    span(f, eapolHeader, at, payload)
    const stop = payload + u16(f.b, at + 2)
    if (f.b[at + 1] === 0) next(f, EAP, 0, payload, Math.min(stop, end))
    return 0
  },
}

/** RFC 3748 §4. Only the identity is told apart; all methods are payload. */
export const eap: Dissector = {
  name: 'eap',
  title: 'Extensible Authentication Protocol',
  source: 'RFC 3748 §4',
  claims: [
    ['eap', 0],
    ['ppp-protocol', 0xc227],
  ],
  dissect(f, at, end) {
    const b = f.b
    if (at + 4 > end) return Weird.truncated
    if (b[at] === 0 || b[at] > CODE_MAX) return 0
    const length = u16(b, at + 2)
    if (length < 4) return Weird['bad-length']
    const stop = Math.min(at + length, end)
    span(f, eapHeader, at, at + 4)
    if (b[at] > RESPONSE || at + 5 > stop) return 0
    if (b[at + 4] > METHOD_MAX && b[at + 4] < EXPANDED) return 0
    span(f, F.type, at + 4, at + 5)
    if (b[at] === RESPONSE && b[at + 4] === IDENTITY) {
      span(f, F.identity, at + 5, stop)
      span(f, rest.trailer, stop, end)
    }
    return 0
  },
}
