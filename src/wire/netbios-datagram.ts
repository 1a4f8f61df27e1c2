/** The NetBIOS datagram service: who speaks to whom by name, and the address it is sent from. */
import { u16 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { span } from './frame.js'
import { netbiosName } from './netbios-name.js'
import { Weird } from './weird.js'

const F = fields('nbdgm', {
  type: ['structure', 'uint', 'message type and flags'],
  id: ['link', 'uint', 'identifier of the datagram'],
  address: ['address', 'ipv4', 'address of the sender'],
  port: ['port', 'port', 'port of the sender'],
  length: ['structure', 'uint', 'length and offset of a fragment'],
  error: ['enum', 'uint', 'error code'],
})
const header = layout('nbdgm', [
  [F.type, 2],
  [F.id, 2],
  [F.address, 4],
  [F.port, 2],
])
const HEADER = 10
/** RFC 1001 §17.1 has 512 bytes of data in a datagram; more than eight times that is no length. */
const DATA_MAX = 4096
const DIRECT = 0x10
const BROADCAST = 0x12
const ERROR = 0x13
const LAST_QUERY = 0x16

/** RFC 1002 §4.4. What the names are followed by, most often SMB, is content. */
export const netbiosDatagram: Dissector = {
  name: 'nbdgm',
  title: 'NetBIOS Datagram Service',
  source: 'RFC 1002',
  claims: [['udp-port', 138]],
  dissect(f, at, end) {
    const type = f.b[at]
    if (at + HEADER > end) return Weird.truncated
    if (type < DIRECT || type > LAST_QUERY) return Weird['not-this-protocol']
    span(f, header, at, at + HEADER)
    let i = at + HEADER
    if (type === ERROR) {
      span(f, F.error, i, Math.min(i + 1, end))
      return 0
    }
    if (type <= BROADCAST) {
      if (i + 4 > end) return Weird.truncated
      if (u16(f.b, i) > DATA_MAX || u16(f.b, i + 2) > DATA_MAX) return Weird['bad-length']
      // A later fragment (§4.4.1) has an offset and no names.
      span(f, F.length, i, i + 4)
      if (u16(f.b, i + 2) > 0) return 0
      i = netbiosName(f, at, i + 4, end)
      if (i < 0) return i
    }
    i = netbiosName(f, at, i, end)
    return i < 0 ? i : 0
  },
}
