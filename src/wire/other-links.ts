/** Link types that need a line or two: cable modems, FDDI, ARCnet. */
import { type Dissector, space } from './dissector.js'
import { fields, layout } from './fields.js'
import { next, span } from './frame.js'
import { Weird } from './weird.js'

const D = fields('docsis', {
  control: ['structure', 'uint', 'frame control'],
  parameter: ['structure', 'uint', 'parameter of the MAC header'],
  length: ['structure', 'uint', 'length'],
  extended: ['content', 'bytes', 'extended header'],
  check: ['content', 'bytes', 'check sequence of the header'],
})
const docsisHead = layout('docsis', [
  [D.control, 1],
  [D.parameter, 1],
  [D.length, 2],
])
const I = fields('fddi', {
  fc: ['structure', 'uint', 'frame control'],
  dst: ['hardware', 'eui48', 'destination hardware address'],
  src: ['hardware', 'eui48', 'source hardware address'],
})
const fddiHeader = layout('fddi', [
  [I.fc, 1],
  [I.dst, 6],
  [I.src, 6],
])
const A = fields('arcnet', {
  src: ['hardware', 'bytes', 'hardware address of the sender'],
  dst: ['hardware', 'bytes', 'hardware address of the receiver'],
  offset: ['structure', 'uint', 'offset in the buffer of the adapter'],
  protid: ['structure', 'uint', 'protocol of what follows'],
  split: ['structure', 'uint', 'which part of a packet this is'],
  seq: ['link', 'uint', 'sequence number, which ties the parts of a packet together'],
})
const arcnetHeader = layout('arcnet', [
  [A.src, 1],
  [A.dst, 1],
  [A.offset, 2],
  [A.protid, 1],
  [A.split, 1],
  [A.seq, 2],
])
const ETHERTYPE = space('ethertype')
const LLC = space('llc')

/** DOCSIS MAC and Upper Layer Protocols Interface §6.2: frames of type 0 hold Ethernet. */
export const docsis: Dissector = {
  name: 'docsis',
  title: 'DOCSIS',
  source: 'CableLabs CM-SP-MULPI §6.2',
  claims: [['link-type', 143]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 6 > end) return Weird.truncated
    const isExtended = (b[at] & 1) !== 0
    const check = at + 4 + (isExtended ? b[at + 1] : 0)
    const payload = check + 2
    if (payload > end) return Weird.truncated
    span(f, docsisHead, at, at + 4)
    span(f, D.extended, at + 4, check)
    span(f, D.check, check, payload)
    if (b[at] >> 6 === 0) next(f, ETHERTYPE, 0x6558, payload, end)
    return 0
  },
}

/** ISO 9314-2: frames whose control is 0x50 to 0x5f hold LLC. */
export const fddi: Dissector = {
  name: 'fddi',
  title: 'FDDI',
  source: 'ISO 9314-2, RFC 1390',
  claims: [['link-type', 10]],
  dissect(f, at, end) {
    const payload = at + 13
    if (payload > end) return Weird.truncated
    span(f, fddiHeader, at, payload)
    if (f.b[at] >> 4 === 5) next(f, LLC, 0, payload, end)
    return 0
  },
}

/** RFC 1201 §2, as Linux captures it. Only packets in one part are taken apart. */
export const arcnetLinux: Dissector = {
  name: 'arcnet',
  title: 'ARCnet',
  source: 'RFC 1201 §2; tcpdump.org LINKTYPE_ARCNET_LINUX',
  claims: [['link-type', 129]],
  dissect(f, at, end) {
    const payload = at + 8
    if (payload > end) return Weird.truncated
    span(f, arcnetHeader, at, payload)
    const protocol = f.b[at + 4]
    if (f.b[at + 5] !== 0) return 0
    if (protocol === 212) next(f, ETHERTYPE, 0x0800, payload, end)
    else if (protocol === 213) next(f, ETHERTYPE, 0x0806, payload, end)
    else if (protocol === 214) next(f, ETHERTYPE, 0x8035, payload, end)
    return 0
  },
}
