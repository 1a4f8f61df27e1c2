/** How PPP peers prove who they are: PAP and CHAP. */
import { u16 } from '../bytes/endian.js'
import type { Dissector } from './dissector.js'
import { fields, layout } from './fields.js'
import { rest, span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('ppp-auth', {
  code: ['structure', 'uint', 'message code'],
  identifier: ['link', 'uint', 'identifier that ties an answer to its request'],
  length: ['structure', 'uint', 'length of the message, of a name or of a value'],
  name: ['person', 'text', 'name of the peer'],
  password: ['secret', 'text', 'password in the clear'],
  value: ['secret', 'bytes', 'challenge or response'],
  message: ['content', 'text', 'message for people'],
})
const header = layout('ppp-auth', [
  [F.code, 1],
  [F.identifier, 1],
  [F.length, 2],
])

/** RFC 1334 §2: a request holds name and password, each behind its length; answers a message. */
export const pap: Dissector = {
  name: 'pap',
  title: 'PPP Password Authentication Protocol',
  source: 'RFC 1334 §2',
  claims: [['ppp-protocol', 0xc023]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 4 > end) return Weird.truncated
    const length = u16(b, at + 2)
    if (length < 4) return Weird['bad-length']
    const stop = Math.min(at + length, end)
    span(f, header, at, at + 4)
    let i = at + 4
    const parts = b[at] === 1 ? 2 : b[at] <= 3 ? 1 : 0
    for (let n = 0; n < parts && i < stop && i + 1 + b[i] <= stop; n++) {
      const partEnd = i + 1 + b[i]
      span(f, F.length, i, i + 1)
      span(f, parts === 1 ? F.message : n === 0 ? F.name : F.password, i + 1, partEnd)
      i = partEnd
    }
    span(f, F.value, i, stop)
    span(f, rest.trailer, stop, end)
    return 0
  },
}

/** RFC 1994 §4: challenge and response hold a value and a name; the others hold a message. */
export const chap: Dissector = {
  name: 'chap',
  title: 'PPP Challenge Handshake Authentication Protocol',
  source: 'RFC 1994 §4',
  claims: [['ppp-protocol', 0xc223]],
  dissect(f, at, end) {
    const b = f.b
    if (at + 4 > end) return Weird.truncated
    const length = u16(b, at + 2)
    if (length < 4) return Weird['bad-length']
    const stop = Math.min(at + length, end)
    span(f, header, at, at + 4)
    const i = at + 4
    if ((b[at] === 1 || b[at] === 2) && i < stop && i + 1 + b[i] <= stop) {
      const valueEnd = i + 1 + b[i]
      span(f, F.length, i, i + 1)
      span(f, F.value, i + 1, valueEnd)
      span(f, F.name, valueEnd, stop)
    } else span(f, b[at] === 3 || b[at] === 4 ? F.message : F.value, i, stop)
    span(f, rest.trailer, stop, end)
    return 0
  },
}
