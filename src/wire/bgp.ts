/** The Border Gateway Protocol: where messages begin and of which kind; routes stay content. */
import { u16, u32 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('bgp', {
  marker: ['structure', 'bytes', 'sixteen bytes, all ones'],
  length: ['structure', 'uint', 'length of the message'],
  type: ['structure', 'uint', 'kind of message'],
  version: ['structure', 'uint', 'version'],
  system: ['link', 'uint', 'autonomous system of the sender'],
  hold: ['software', 'uint', 'hold time'],
  router: ['address', 'ipv4', 'identifier of the sender'],
  code: ['code', 'uint', 'error code and subcode'],
  value: ['content', 'bytes', 'routes, attributes, capabilities, data of an error'],
})
const header = layout('bgp', [
  [F.marker, 16],
  [F.length, 2],
  [F.type, 1],
])
const open = layout('bgp.open', [
  [F.version, 1],
  [F.system, 2],
  [F.hold, 2],
  [F.router, 4],
])
const OPEN = 1
const NOTIFICATION = 3

function isMessage(b: Uint8Array, at: number, end: number): boolean {
  if (at + 19 > end) return false
  for (let i = at; i < at + 16; i += 4) if (u32(b, i) !== 0xffffffff) return false
  // RFC 4271 §4.1; RFC 8654 allows long messages.
  return u16(b, at + 16) >= 19 && b[at + 18] >= 1 && b[at + 18] <= 5
}

function body(f: Frame, type: number, at: number, end: number): void {
  let i = at
  if (type === OPEN && at + 9 <= end) {
    span(f, open, at, at + 9)
    i += 9
  } else if (type === NOTIFICATION && at + 2 <= end) {
    span(f, F.code, at, at + 2)
    i += 2
  }
  span(f, F.value, i, end)
}

/** RFC 4271 §4. Segments that do not begin with a message stay payload. */
export const bgp: Dissector = {
  name: 'bgp',
  title: 'Border Gateway Protocol',
  source: 'RFC 4271',
  claims: [['tcp-port', 179]],
  dissect(f, from, end) {
    const b = f.b
    let at = from
    if (!isMessage(b, at, end)) return Weird['not-this-protocol']
    while (isMessage(b, at, end)) {
      const stop = Math.min(at + u16(b, at + 16), end)
      span(f, header, at, at + 19)
      body(f, b[at + 18], at + 19, stop)
      at = stop
    }
    return 0
  },
}
