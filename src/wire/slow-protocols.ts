/** The slow protocols of Ethernet: link aggregation (LACP) and its marker. */
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, rest, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('lacp', {
  subtype: ['structure', 'uint', 'which slow protocol'],
  version: ['structure', 'uint', 'protocol version'],
  tlv: ['structure', 'uint', 'type and length of a TLV'],
  systemPriority: ['enum', 'uint', 'priority of the system'],
  systemHw: ['hardware', 'eui48', 'hardware address of the system'],
  key: ['link', 'uint', 'which ports may be aggregated'],
  portPriority: ['enum', 'uint', 'priority of the port'],
  port: ['link', 'uint', 'number of the port'],
  state: ['enum', 'uint', 'state of the port'],
  maxDelay: ['software', 'uint', 'maximum delay of the collector'],
  transaction: ['link', 'uint', 'transaction of a marker'],
  value: ['content', 'bytes', 'reserved bytes and any other value'],
})
const header = layout('lacp', [
  [F.subtype, 1],
  [F.version, 1],
])
const participant = layout('lacp.participant', [
  [F.tlv, 2],
  [F.systemPriority, 2],
  [F.systemHw, 6],
  [F.key, 2],
  [F.portPriority, 2],
  [F.port, 2],
  [F.state, 1],
  [F.value, 3],
])
const collector = layout('lacp.collector', [
  [F.tlv, 2],
  [F.maxDelay, 2],
  [F.value, 12],
])
const marker = layout('lacp.marker', [
  [F.tlv, 2],
  [F.port, 2],
  [F.systemHw, 6],
  [F.transaction, 4],
  [F.value, 2],
])
const LACP = 1
const MARKER = 2

function tlv(f: Frame, subtype: number, at: number, stop: number): void {
  const type = f.b[at]
  const length = stop - at
  if (subtype === LACP && (type === 1 || type === 2) && length === 20) {
    span(f, participant, at, stop)
  } else if (subtype === LACP && type === 3 && length === 16) span(f, collector, at, stop)
  else if (subtype === MARKER && length === 16) span(f, marker, at, stop)
  else {
    span(f, F.tlv, at, at + 2)
    span(f, F.value, at + 2, stop)
  }
}

/** IEEE 802.1AX §6.4.2, §6.5.3. Other slow protocols (OAM, synchronisation) are payload. */
export const slowProtocols: Dissector = {
  name: 'lacp',
  title: 'Link Aggregation Control Protocol',
  source: 'IEEE 802.1AX §6.4.2, §6.5.3; IEEE 802.3 Annex 57A',
  claims: [['ethertype', 0x8809]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 2 > end) return Weird.truncated
    const subtype = b[at]
    if (subtype !== LACP && subtype !== MARKER) {
      span(f, F.subtype, at, at + 1)
      return 0
    }
    span(f, header, at, at + 2)
    let i = at + 2
    while (i + 2 <= end) {
      // The terminator has type and length 0; only reserved bytes follow.
      if (b[i] === 0) {
        span(f, F.tlv, i, i + 2)
        span(f, rest.trailer, i + 2, end)
        break
      }
      const stop = i + b[i + 1]
      if (stop < i + 2 || stop > end) break
      tlv(f, subtype, i, stop)
      i = stop
    }
    return 0
  },
}
