/** Can a device or its maker be told from a hardware address? */
import { fieldTable, spanTable } from '../wire/fields.js'
import { type Frame, SPAN } from '../wire/frame.js'
import '../wire/index.js'
import { type Check, countFinding } from './check.js'

const NONE = { internal: 0, partner: 0, research: 0, public: 0 }
const EUI48 = 1
const EUI64 = 2
const IPV6 = 3
const DISTINCT_MAX = 4096

/** By span id: parts that hold hardware addresses, or IPv6 addresses that may hold one. */
const PARTS = spanTable.map((s) =>
  s.parts.flatMap(({ field, at }) => {
    const { type } = fieldTable[field]
    const what = { eui48: EUI48, eui64: EUI64, ipv6: IPV6 }[type as 'eui48']
    return what === undefined ? [] : [{ at, what }]
  }),
)

/** A unicast address with a maker's number: universally administered, and not all zero. */
function named(b: Uint8Array, at: number): boolean {
  return (b[at] & 3) === 0 && (b[at] | b[at + 1] | b[at + 2]) !== 0
}

/**
 * The maker's number in a part, or -1. In IPv6 the bit that says so is inverted (RFC 4291 App. A).
 */
function maker(b: Uint8Array, at: number, what: number): number {
  if (what === IPV6) {
    const id = at + 8
    const derived = b[id + 3] === 0xff && b[id + 4] === 0xfe && (b[id] & 2) !== 0
    if (b[at] === 0xff || !derived) return -1
    return ((b[id] ^ 2) << 16) | (b[id + 1] << 8) | b[id + 2]
  }
  return named(b, at) ? (b[at] << 16) | (b[at + 1] << 8) | b[at + 2] : -1
}

/**
 * Claim `no-maker-named`: a released unicast hardware address has the locally administered bit set,
 * so that it names no maker, and so has one inside an IPv6 interface identifier.
 */
export const hardware: Check = {
  name: 'hardware-identifiers',
  version: 1,
  question: 'can a device or its maker be told from a hardware address?',
  reproducible: 'release',
  limits: NONE,
  open(context) {
    const makers = new Map<number, number>()
    const allowed = allowedMakers(context.rules)
    let looked = 0
    return {
      released(f: Frame) {
        for (let i = 0; i < f.n * SPAN; i += SPAN) {
          for (const { at, what } of PARTS[f.spans[i]]) {
            looked++
            const m = maker(f.b, f.spans[i + 1] + at, what)
            if (m < 0 || allowed.has(m)) continue
            if (makers.size < DISTINCT_MAX || makers.has(m)) makers.set(m, (makers.get(m) ?? 0) + 1)
          }
        }
      },
      finish: () =>
        countFinding(hardware, context, {
          measure: 'distinct maker numbers in released hardware addresses',
          value: makers.size,
          arms: { 'addresses looked at': looked, 'makers the policy lets pass': allowed.size },
          notes: [],
        }),
    }
  },
}

function allowedMakers(rules: readonly { args: Readonly<Record<string, unknown>> }[]): Set<number> {
  const found = new Set<number>()
  for (const { args } of rules) {
    if (!Array.isArray(args.vendors)) continue
    for (const v of args.vendors)
      found.add(Number.parseInt(String(v).replace(/[^0-9a-f]/gi, ''), 16))
  }
  return found
}
