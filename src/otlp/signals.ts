/** Which signal a request carries: requests do not say it, their records have to be looked at. */
import type { Signal } from './messages.js'
import { cursor, readField, Wire } from './wire-format.js'

/** Bits of what was seen in a record. */
const Seen = { id16: 1, id8: 2, name: 4, point: 8, body: 16 } as const

/** Whether `[at, end)` is as long as an identifier, and no text: names may have 16 letters. */
function isId(b: Uint8Array, at: number, end: number, size: number): boolean {
  if (end - at !== size) return false
  for (let i = at; i < end; i++) if (b[i] < 0x20 || b[i] > 0x7e) return true
  return false
}

/** What the first fields of a record say; a record that ends early is judged by what is there. */
function signalOfRecord(b: Uint8Array, at: number, end: number): Signal | undefined {
  let seen = 0
  for (let i = at; i < end; ) {
    const cut = readField(b, i, end) !== ''
    i = cursor.at
    if (cut) break
    const { n, wire, from, to } = cursor
    if (wire === Wire.fixed64) {
      if (n === 7 || n === 8) return 'traces'
      if (n === 1 || n === 11) return 'logs'
      if (n === 3) return 'profiles'
    }
    if (wire === Wire.varint && n === 2) return 'logs'
    if (wire !== Wire.bytes) continue
    if (n === 1) seen |= isId(b, from, to, 16) ? Seen.id16 | Seen.name : Seen.name
    else if (n === 2 && isId(b, from, to, 8)) seen |= Seen.id8
    else if (n === 7 || n === 10) seen |= Seen.point
    else if (n === 5 || n === 6) seen |= Seen.body
  }
  const ids = Seen.id16 | Seen.id8
  if ((seen & ids) === ids && (seen & Seen.point) === 0) return 'traces'
  if ((seen & Seen.name) !== 0) return 'metrics'
  return (seen & Seen.body) !== 0 ? 'logs' : undefined
}

/** What a look at a message gave. */
interface Look {
  /** every field so far is one that the message may have */
  fits: boolean
  carried: Signal | undefined
}

/** Looks into resource, scope and record; `end` may lie before the message's end. */
function look(b: Uint8Array, at: number, end: number, level: number): Look {
  for (let i = at; i < end; ) {
    const why = readField(b, i, end)
    if (why !== '' && why !== 'truncated') return { fits: i > at, carried: undefined }
    const { n, wire, from } = cursor
    if (n > 3 || wire !== Wire.bytes) return { fits: false, carried: undefined }
    i = cursor.at
    if (n !== 2) continue
    const to = Math.min(cursor.at, end)
    if (level === 0) {
      const within = look(b, from, to, 1)
      if (!within.fits || within.carried !== undefined) return within
    } else {
      const carried = signalOfRecord(b, from, to)
      if (carried !== undefined || why === 'truncated') return { fits: true, carried }
    }
  }
  return { fits: true, carried: undefined }
}

/** What the records below a resource are, or undefined when there are none. */
export function carriedBy(b: Uint8Array, at: number, end: number): Signal | undefined {
  return look(b, at, end, 0).carried
}

/** How requests follow each other in a file. */
export type Framing = 'bare' | 'delimited' | 'framed'

/** Whether a request begins at `at`: a resource with records of which a signal can be told. */
function begins(b: Uint8Array, at: number, end: number): boolean {
  if (b[at] !== 0x0a) return false
  const why = readField(b, at, end)
  if (why !== '' && why !== 'truncated') return false
  const to = Math.min(cursor.at, end)
  const { fits, carried } = look(b, cursor.from, to, 0)
  if (!fits || carried === undefined) return false
  return to === end || b[to] === 0x0a || b[to] === 0x12
}

/** How requests stand in a file, by its first bytes; undefined when it holds none. */
export function framingOf(head: Uint8Array): Framing | undefined {
  const end = head.length
  if (begins(head, 0, end)) return 'bare'
  const framed = ((head[0] << 24) | (head[1] << 16) | (head[2] << 8) | head[3]) >>> 0
  const inFrame = Math.min(end, framed + 4)
  if (framed > 4 && head[4] === 0x0a && begins(head, 4, inFrame)) return 'framed'
  let at = 0
  while (at < end && at < 5 && head[at] > 127) at++
  let length = 0
  for (let i = at; i >= 0; i--) length = length * 128 + (head[i] & 127)
  const to = Math.min(end, at + 1 + length)
  return length > 4 && begins(head, at + 1, to) ? 'delimited' : undefined
}
