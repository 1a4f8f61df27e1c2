/** Small protocols of Ethernet itself: PAUSE frames and the configuration test (loopback). */
import { u16, u16le } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { type Frame, rest, span } from './frame.js'
import { Weird } from './weird.js'

const P = fields('macc', {
  opcode: ['structure', 'uint', 'operation'],
  pauseTime: ['software', 'uint', 'how long to pause'],
  classes: ['software', 'uint', 'priorities that are to pause'],
  unused: ['content', 'bytes', 'times of priorities that are not to pause'],
})
const pauseHeader = layout('macc', [
  [P.opcode, 2],
  [P.pauseTime, 2],
])
const classHeader = layout('macc', [
  [P.opcode, 2],
  [P.classes, 2],
])
const L = fields('loop', {
  skip: ['structure', 'uint-le', 'bytes to skip'],
  function: ['structure', 'uint-le', 'reply or forward'],
  forward: ['hardware', 'eui48', 'hardware address to forward to'],
  receipt: ['link', 'uint-le', 'receipt number'],
})

/** IEEE 802.3 Annex 31D.2: eight priorities, a bit for each, then a time for each. */
function pauses(f: Frame, at: number): void {
  span(f, classHeader, at, at + 4)
  for (let n = 0; n < 8; n++) {
    const time = at + 4 + n * 2
    const isMeant = ((f.b[at + 3] >> n) & 1) !== 0
    span(f, isMeant ? P.pauseTime : P.unused, time, time + 2)
  }
}

/** IEEE 802.3 Annexes 31B and 31D. Other operations are payload. */
export const macControl: Dissector = {
  name: 'macc',
  title: 'Ethernet MAC control (PAUSE)',
  source: 'IEEE 802.3 Annexes 31B, 31D',
  claims: [['ethertype', 0x8808]],
  dissect(f, at, end) {
    if (at + 4 > end) return Weird.truncated
    const opcode = u16(f.b, at)
    if (opcode === 1) {
      span(f, pauseHeader, at, at + 4)
      span(f, rest.trailer, at + 4, end)
    } else if (opcode === 0x0101 && at + 20 <= end) {
      pauses(f, at)
      span(f, rest.trailer, at + 20, end)
    } else span(f, P.opcode, at, at + 2)
    return 0
  },
}

/** The Ethernet, version 2.0, §8: each forward names the next hop, a reply ends the list. */
export const ethLoop: Dissector = {
  name: 'loop',
  title: 'Ethernet configuration testing protocol',
  source: 'DEC, Intel, Xerox: The Ethernet, version 2.0, §8',
  claims: [['ethertype', 0x9000]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 4 > end) return Weird.truncated
    span(f, L.skip, at, at + 2)
    let i = at + 2
    while (i + 2 <= end) {
      const what = u16le(b, i)
      if (what !== 1 && what !== 2) break
      span(f, L.function, i, i + 2)
      i += 2
      if (what === 2 && i + 6 <= end) {
        span(f, L.forward, i, i + 6)
        i += 6
      } else {
        if (what === 1 && i + 2 <= end) span(f, L.receipt, i, i + 2)
        break
      }
    }
    return 0
  },
}
