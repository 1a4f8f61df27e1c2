/** Can a device or its maker be told from a hardware address? */
import { type Frame, SPAN } from '../wire/frame.js'
import '../wire/index.js'
import { hardwareParts, maker } from '../wire/makers.js'
import { type Check, countFinding } from './check.js'

const NONE = { internal: 0, partner: 0, research: 0, public: 0 }
const DISTINCT_MAX = 4096

const PARTS = hardwareParts()

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
          const list = PARTS[f.spans[i]]
          for (let k = 0; k < list.length; k++) {
            const { at, holds } = list[k]
            looked++
            const m = maker(f.b, f.spans[i + 1] + at, holds)
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
