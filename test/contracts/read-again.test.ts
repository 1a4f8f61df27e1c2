/**
 * Claim `released-frames-parse`: what was released can be taken apart again, wherever the capture
 * had cut it, and also where payload is overwritten and not cut off.
 */
import { describe, expect, it } from 'vitest'
import { carriers } from '../../src/audit/carrier-frames.js'
import { createKeyring } from '../../src/keys/keyring.js'
import { createEpochs } from '../../src/pipeline/epochs.js'
import { rewrite } from '../../src/pipeline/rewrite.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { dissect, reset } from '../../src/wire/dissect.js'
import { createFrame } from '../../src/wire/frame.js'

const programs = (['cut', 'zero', 'filler'] as const).map((payload) => ({
  payload,
  own: createEpochs({ ...profilePolicy('partner'), payload }, 0, () =>
    createKeyring(new Uint8Array(32).fill(7)),
  ).program(0),
}))
const f = createFrame()

/** The lengths to which a capture may cut a frame such that it is released, but not read again. */
function lost(all: Uint8Array, linkType: number, own: (typeof programs)[number]['own']): number[] {
  const bad: number[] = []
  for (let length = 1; length < all.length; length++) {
    const b = all.slice(0, length)
    reset(f, b, 0, length, all.length)
    if (dissect(f, linkType) < 0) continue
    const end = rewrite(f, own.program, own.flows)
    reset(f, b, 0, end, all.length)
    if (dissect(f, linkType) < 0) bad.push(length)
  }
  return bad
}

for (const { payload, own } of programs) {
  describe(`dissect, payload ${payload}`, () => {
    for (const { name, linkType, hex } of carriers) {
      it(`${name}: reads again what was released of it`, () => {
        expect(lost(Uint8Array.from(Buffer.from(hex, 'hex')), linkType, own)).toEqual([])
      })
    }
  })
}
