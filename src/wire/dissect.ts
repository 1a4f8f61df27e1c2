/**
 * Takes a frame apart, layer by layer. This is the whole journey through the stack: which dissector
 * comes next is looked up by number; what nobody understands becomes payload.
 */
import { space, spaceCount } from './dissector.js'
import { type Frame, remainder, rest, span } from './frame.js'
import { dissectors } from './index.js'
import { Weird } from './weird.js'

const LAYERS_MAX = 24
const LINK = space('link-type')
const TCP_PORT = space('tcp-port')
const takeApart = dissectors.map((d) => d.dissect)
const sniffers = dissectors.flatMap((d, i) => (d.sniff ? [i] : []))
const sniffs = dissectors.flatMap((d) => (d.sniff ? [d.sniff] : []))
/** By the first byte of a payload: which of the sniffers may know it. */
const sniffersOf = Array.from({ length: 256 }, (_, byte) =>
  Int32Array.from(
    [...sniffers.keys()].filter((i) => {
      const { first } = dissectors[sniffers[i]]
      return first === undefined || first.some(([from, to]) => byte >= from && byte <= to)
    }),
  ),
)

/**
 * For each number space, the dissector's index plus one for each number; 0 where nobody claims it.
 */
const claimed: Uint16Array[] = []
for (const [index, d] of dissectors.entries()) {
  for (const [name, value] of d.claims) {
    const s = space(name)
    while (claimed.length < spaceCount()) claimed.push(new Uint16Array(65536))
    if (claimed[s][value] !== 0) {
      const other = dissectors[claimed[s][value] - 1].name
      throw new Error(`${d.name} and ${other} both claim ${name} ${value}`)
    }
    claimed[s][value] = index + 1
  }
}
while (claimed.length < spaceCount()) claimed.push(new Uint16Array(65536))

/** Whether frames of this link type can be taken apart. */
export function knowsLinkType(linkType: number): boolean {
  return linkType >= 0 && linkType < 65536 && claimed[LINK][linkType] !== 0
}

/** Points the frame at a record and forgets the one before. */
export function reset(f: Frame, b: Uint8Array, at: number, end: number, wire: number): void {
  f.b = b
  f.at = at
  f.end = end
  f.wire = wire
  f.snapped = wire > end - at ? 1 : 0
  f.n = 0
  f.cursor = at
  f.flows = 0
  f.net = -1
  f.transport = -1
  f.sums = 0
  f.soft = 0
  f.netEnd = end
  f.fragmented = 0
  f.missing = 0
  f.broken = 0
  f.scratchEnd = 0
}

/** Runs one dissector; on failure the frame is as it was before, and the weird is returned. */
function attempt(f: Frame, index: number, at: number, end: number): number {
  const n = f.n
  const flows = f.flows
  const sums = f.sums
  const net = f.net
  const transport = f.transport
  const scratchEnd = f.scratchEnd
  f.nextSpace = -1
  f.missing = 0
  let r = takeApart[index](f, at, end)
  if (f.broken !== 0) r = f.broken
  if (r >= 0) return 0
  f.n = n
  f.flows = flows
  f.sums = sums
  f.net = net
  f.transport = transport
  f.scratchEnd = scratchEnd
  f.cursor = at
  f.nextSpace = -1
  f.missing = 0
  f.broken = 0
  return r
}

/** Tries who claims the numbers that come next, then who recognises the bytes. */
function follow(f: Frame): number {
  const at = f.nextAt
  const end = f.nextEnd
  const from = f.nextSpace
  const table = claimed[from]
  const second = f.nextOther
  const first = table[f.nextValue]
  f.nextSpace = -1
  if (first !== 0) {
    const r = attempt(f, first - 1, at, end)
    if (r >= 0 || second < 0) return r
  }
  if (second < 0) return 0
  if (table[second] !== 0 && attempt(f, table[second] - 1, at, end) >= 0) return 0
  const transport = from === TCP_PORT ? 6 : 17
  const able = sniffersOf[f.b[at]]
  for (let n = 0; n < able.length; n++) {
    const i = able[n]
    if (sniffs[i](f.b, at, end, transport) && attempt(f, sniffers[i], at, end) >= 0) return 0
  }
  return 0
}

/**
 * Takes the record apart that the frame points at (see `reset`).
 * @returns 0 when spans tile the frame from its first byte to its last, else a negative weird: the
 * frame must then be dropped whole
 */
export function dissect(f: Frame, linkType: number): number {
  if (!knowsLinkType(linkType)) return Weird['unknown-link-type']
  f.nextSpace = LINK
  f.nextValue = linkType
  f.nextOther = -1
  f.nextAt = f.at
  f.nextEnd = f.end
  let end = f.end
  for (let depth = 0; f.nextSpace >= 0; depth++) {
    if (f.nextAt !== f.cursor) return Weird.gap
    if (f.nextEnd > f.end) f.nextEnd = f.end
    end = f.nextEnd
    if (f.nextAt >= end) break
    const r = depth === LAYERS_MAX ? Weird['too-deep'] : follow(f)
    if (r === 0) continue
    if (f.soft === 0 && !(f.snapped !== 0 && r === Weird.truncated)) return r
    if (f.soft === 0) f.missing = 1
    break
  }
  if (f.missing !== 0 && f.cursor < f.end) span(f, remainder, f.cursor, f.end)
  if (f.cursor < end) span(f, rest.payload, f.cursor, end)
  if (f.cursor < f.end) span(f, rest.trailer, f.cursor, f.end)
  return f.broken
}
