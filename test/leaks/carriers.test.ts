/**
 * Claim `nothing-hidden-survives`: no carrier lets its hidden value out, under any shared profile.
 */
import { describe, expect, it } from 'vitest'
import { encodings } from '../../src/audit/encodings.js'
import { createNeedles } from '../../src/audit/needles.js'
import { createKeyring } from '../../src/keys/keyring.js'
import { createEpochs } from '../../src/pipeline/epochs.js'
import { rewrite } from '../../src/pipeline/rewrite.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { dissect, reset } from '../../src/wire/dissect.js'
import { createFrame } from '../../src/wire/frame.js'
import { carriers } from './carriers.js'

const epochs = (tier: 'partner' | 'research' | 'public', payload: 'cut' | 'zero' | 'filler') =>
  createEpochs({ ...profilePolicy(tier), payload }, 0, () =>
    createKeyring(new Uint8Array(32).fill(7)),
  ).program(0)

/** `missing` bytes are not there, as if the capture had cut the frame. */
function released(
  frame: readonly number[],
  linkType: number,
  own: ReturnType<typeof epochs>,
  missing = 0,
): Uint8Array | undefined {
  const b = Uint8Array.from(frame)
  const f = createFrame()
  reset(f, b, 0, b.length, b.length + missing)
  if (dissect(f, linkType) < 0) return undefined
  const end = rewrite(f, own.program, own.flows)
  return b.slice(0, end)
}

/** What finds a secret, in each form that an attacker may try. */
type Search = (out: Uint8Array) => string[]

function searchFor(secret: readonly number[]): Search {
  const needles = createNeedles()
  const forms = encodings(Uint8Array.from(secret))
  forms.forEach(({ bytes }, i) => needles.add(bytes, i))
  return (out) => {
    const found: string[] = []
    needles.scan(out, 0, out.length, (i, at) => found.push(`${forms[i].form} at ${at}`))
    return found
  }
}

const searches = new Map(carriers.map((c) => [c, c.secrets.map(searchFor)]))

function hits(c: (typeof carriers)[number], out: Uint8Array): string[] {
  return (searches.get(c) ?? []).flatMap((search) => search(out))
}

for (const tier of ['partner', 'research', 'public'] as const) {
  for (const payload of ['cut', 'zero', 'filler'] as const) {
    const own = epochs(tier, payload)
    describe(`${tier}, payload ${payload}`, () => {
      for (const c of carriers) {
        it(`${c.name} hides nothing`, () => {
          for (const missing of [0, 600]) {
            const out = released(c.frame, c.linkType, own, missing)
            if (out !== undefined) expect(hits(c, out)).toEqual([])
          }
        })
      }
    })
  }
}

/**
 * Carriers that may be dropped whole: nobody dissects their link type, or they are not well-formed.
 */
const DROPPED = new Set([
  ...['unknown-link', '6lowpan', 'usb', 'ipnet-bluetooth', 'wol-short'],
  ...['prism-code', 'prism-length', 'ppi-link-type', 'sll-numbers', 'nflog-version'],
  ...['radiotap-present', 'radiotap-first-present', 'pppoe-length', 'chdlc-address'],
])

describe('carriers', () => {
  const own = epochs('partner', 'cut')
  for (const c of carriers) {
    it(`${c.name} holds what it hides`, () => {
      const frame = Uint8Array.from(c.frame)
      const found = (searches.get(c) ?? []).map((search) => search(frame).length)
      expect(found.length).toBe(c.secrets.length)
      expect(found).not.toContain(0)
    })
    if (DROPPED.has(c.name)) continue
    it(`${c.name} is released, not dropped`, () => {
      expect(released(c.frame, c.linkType, own)).toBeDefined()
    })
  }
})
