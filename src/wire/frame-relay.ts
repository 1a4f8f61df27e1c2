/** Frame relay: an address of two to four bytes, then one of three ways to name the protocol. */
import { u16, u24 } from '../bytes/endian.js'
import { type Dissector, space } from './dissector.js'
import { fields } from './fields.js'
import { type Frame, next, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('fr', {
  address: ['structure', 'uint', 'data link connection identifier, congestion and end of address'],
  control: ['structure', 'uint', 'control field and padding'],
  nlpid: ['structure', 'uint', 'network layer protocol identifier'],
  snap: ['structure', 'uint', 'organisation and protocol number'],
  chdlctype: ['structure', 'uint', 'EtherType'],
})
/** IEEE 802.1: bridged frames (RFC 2427 §4.2). */
const BRIDGED = 0x0080c2
const ETHERTYPE = space('ethertype')
const VERSION = space('ip-version')

/** RFC 2427 §3, §4: NLPID 0xcc IPv4, 0x8e IPv6, 0xcf PPP, 0x80 SNAP. */
function multiprotocol(f: Frame, at: number, end: number): number {
  const b = f.b
  let i = at + 1
  if (i < end && b[i] === 0) i++
  if (i >= end) return Weird.truncated
  span(f, F.control, at, i)
  span(f, F.nlpid, i, i + 1)
  const nlpid = b[i]
  const payload = i + 1
  if (nlpid === 0xcc) next(f, VERSION, 4, payload, end)
  else if (nlpid === 0x8e) next(f, VERSION, 6, payload, end)
  else if (nlpid === 0xcf) next(f, ETHERTYPE, 0x880b, payload, end)
  else if (nlpid === 0x80) {
    if (payload + 5 > end) return Weird.truncated
    const type = u16(b, payload + 3)
    const oui = u24(b, payload)
    // Numbers of other organisations name who made the device, and so do theirs for protocols.
    if (oui !== 0 && oui !== BRIDGED) return 0
    span(f, F.snap, payload, payload + 5)
    if (oui === 0 && type >= 1536) next(f, ETHERTYPE, type, payload + 5, end)
  }
  return 0
}

/**
 * ITU-T Q.922 §3.3: the low bit ends the address. Cisco puts an EtherType where others have 0x03.
 */
export const frameRelay: Dissector = {
  name: 'fr',
  title: 'Frame relay',
  source: 'ITU-T Q.922 §3.3, RFC 2427',
  claims: [['link-type', 107]],
  dissect(f, at, end) {
    const b = f.b
    let i = at
    while (i < end && i < at + 4 && (b[i] & 1) === 0) i++
    if (i >= end) return Weird.truncated
    if (i === at || i === at + 4) return Weird['bad-value']
    i++
    span(f, F.address, at, i)
    if (i >= end) return 0
    if (b[i] === 3) return multiprotocol(f, i, end)
    if (i + 2 > end) return Weird.truncated
    const type = u16(b, i)
    if (type < 1536) return 0
    span(f, F.chdlctype, i, i + 2)
    next(f, ETHERTYPE, type, i + 2, end)
    return 0
  },
}
