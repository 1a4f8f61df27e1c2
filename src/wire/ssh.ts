/** The Secure Shell: only its first line is in the clear. */
import type { Dissector } from './dissector.js'
import { fields } from './fields.js'
import { span } from './frame.js'
import { Weird } from './weird.js'
import { findWord, isPrintable, wordSet } from './words.js'

const F = fields('ssh', {
  version: ['structure', 'text', 'name and version of the protocol, end of line'],
  software: ['software', 'text', 'software and its version'],
  comment: ['content', 'text', 'comment'],
})
const versions = wordSet(['ssh-2.0-', 'ssh-1.99-', 'ssh-1.5-', 'ssh-1.3-'])
/** RFC 4253 §4.2. */
const LINE_MAX = 255

/** Bytes of `SSH-2.0-`, or 0 when `[at, end)` does not begin so. */
function prefix(b: Uint8Array, at: number, end: number): number {
  for (let n = 8; n <= 9; n++) {
    if (at + n <= end && findWord(versions, b, at, at + n) >= 0) return n
  }
  return 0
}

/** RFC 4253 §4.2: `SSH-protocol-software comment`, ended by a line feed. Packets are content. */
export const ssh: Dissector = {
  name: 'ssh',
  title: 'Secure Shell',
  source: 'RFC 4253',
  claims: [['tcp-port', 22]],
  dissect(f, at, end) {
    const b = f.b
    const software = at + prefix(b, at, end)
    if (software === at) return Weird['not-this-protocol']
    let line = software
    while (line < end && b[line] !== 10 && line < at + LINE_MAX) line++
    if (line === end || b[line] !== 10) return Weird['not-this-protocol']
    const stop = b[line - 1] === 13 ? line - 1 : line
    let comment = software
    while (comment < stop && b[comment] !== 32) comment++
    if (!isPrintable(b, software, comment)) return Weird['not-this-protocol']
    span(f, F.version, at, software)
    span(f, F.software, software, comment)
    span(f, F.comment, comment, stop)
    span(f, F.version, stop, line + 1)
    return 0
  },
  first: [
    [83, 83],
    [115, 115],
  ],
  sniff(b, at, end, transport) {
    return transport === 6 && prefix(b, at, end) > 0
  },
}
