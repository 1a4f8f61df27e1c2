/** Does the file around the packets say anything about where they were captured? */
import { u16le, u32le } from '../bytes/endian.js'
import { type Check, countFinding } from './check.js'

const NONE = { internal: 0, partner: 0, research: 0, public: 0 }
const SECTION = 0x0a0d0d0a
const INTERFACE = 1
const PACKET = 6
/** Option codes a block may carry: comments in the section, name and resolution of interfaces. */
const ALLOWED: Readonly<Record<number, readonly number[]>> = {
  [SECTION]: [1],
  [INTERFACE]: [2, 9],
  [PACKET]: [],
}
const FIXED: Readonly<Record<number, number>> = { [SECTION]: 24, [INTERFACE]: 16, [PACKET]: 28 }
const COMMENT = /^scrim release, policy sha256:[0-9a-f]{64}$/
const NAME = /^if\d+$/
const KEEP_MAX = 1 << 20

interface Walk {
  pending: Uint8Array
  problems: Map<string, number>
  blocks: number
}

function problem(w: Walk, text: string): void {
  w.problems.set(text, (w.problems.get(text) ?? 0) + 1)
}

function options(w: Walk, type: number, b: Uint8Array, from: number, end: number): void {
  let at = from
  while (at + 4 <= end) {
    const code = u16le(b, at)
    const length = u16le(b, at + 2)
    if (code === 0) return
    const text = new TextDecoder().decode(b.subarray(at + 4, at + 4 + length))
    if (!ALLOWED[type].includes(code)) problem(w, `option ${code} in block ${type}`)
    else if (type === SECTION && !COMMENT.test(text)) problem(w, 'a comment of unknown form')
    else if (type === INTERFACE && code === 2 && !NAME.test(text)) problem(w, 'an interface name')
    at += 4 + ((length + 3) & ~3)
  }
}

/** One whole block, or the start of a packet block whose data need not be looked at here. */
function block(w: Walk, b: Uint8Array, type: number, length: number): void {
  w.blocks++
  if (FIXED[type] === undefined) {
    problem(w, `block type ${type}`)
    return
  }
  const captured = type === PACKET ? (u32le(b, 20) + 3) & ~3 : 0
  options(w, type, b, FIXED[type] + captured, Math.min(b.length, length - 4))
}

function feed(w: Walk, chunk: Uint8Array): void {
  let b = chunk
  if (w.pending.length > 0) {
    b = new Uint8Array(w.pending.length + chunk.length)
    b.set(w.pending)
    b.set(chunk, w.pending.length)
  }
  let at = 0
  while (at + 12 <= b.length) {
    const type = u32le(b, at)
    const length = u32le(b, at + 4)
    if (length < 12 || length % 4 !== 0 || length > KEEP_MAX) {
      problem(w, 'a block of impossible length')
      at = b.length
      break
    }
    if (at + length > b.length) break
    block(w, b.subarray(at, at + length), type, length)
    at += length
  }
  w.pending = b.slice(at)
}

/**
 * Claim `container-is-bare`: a released capture holds a section header with one comment (the policy
 * digest), interfaces named `if0`, `if1`, ... and packets; no hardware, system, filter, name,
 * secret,
 * statistics, journal or custom data. Walks the blocks on its own, without the product's reader.
 */
export const container: Check = {
  name: 'container-metadata',
  version: 1,
  question: 'does the capture file around the packets say where or how they were captured?',
  reproducible: 'release',
  limits: NONE,
  open(context) {
    const w: Walk = { pending: new Uint8Array(0), problems: new Map(), blocks: 0 }
    let plain = false
    let files = 0
    return {
      raw(chunk, offset) {
        if (offset === 0) {
          if (w.pending.length > 0) problem(w, 'a block that does not end')
          w.pending = new Uint8Array(0)
          files++
          plain = chunk.length >= 4 && u32le(chunk, 0) !== SECTION
        }
        // A pcap file has a header of numbers only: there is nothing to hide in.
        if (!plain) feed(w, chunk)
      },
      finish: () =>
        countFinding(container, context, {
          measure: 'blocks and options that a release may not have',
          value: [...w.problems.values()].reduce((a, b) => a + b, 0),
          arms: { files, blocks: w.blocks },
          notes: [...w.problems].map(([what, n]) => `${what}: ${n}`),
        }),
    }
  },
}
