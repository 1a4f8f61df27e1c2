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

/** Numbers in a fixed order. */
function numbers(seed: number): (below: number) => number {
  let x = seed
  return (below) => {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0
    return Math.floor((x / 2 ** 32) * below)
  }
}

/** Codes and lengths that dissectors look at. */
const TELLING = [0, 1, 3, 4, 6, 8, 20, 0x7f, 0x80, 0xd4, 0xd5, 0xff]

/** Changes a few bytes: to any, to one that tells something, or to those of another place. */
function change(b: Uint8Array, below: (n: number) => number): void {
  for (let n = below(4); n >= 0; n--) {
    const at = below(b.length)
    const way = below(3)
    if (way === 0) for (let i = at; i < Math.min(b.length, at + 8); i++) b[i] = below(256)
    else if (way === 1) b[at] = TELLING[below(TELLING.length)]
    else b.copyWithin(at, below(b.length), below(b.length))
  }
}

const CHANGES = 400

/** Frames that were met once, with their link types. */
const MET = [
  [
    'IPv6 that does not say how long it is, with UDP-Lite whose checksum covers what is cut',
    101,
    '6b81230000000000000000b800000000000000000000000a20010db800000000000000000000000b8800abe8' +
      '6000000020010db800100000000000000000000a020102005e10000121e600000000003c02005efffe100001',
  ],
  [
    'another protocol at the SAP of bridges, of four bytes',
    1,
    `0180c200000002005e1000010007424203aabb0000${'00'.repeat(39)}`,
  ],
] as const
const cases = MET.flatMap((met) => programs.map((p) => [...met, p.payload, p.own] as const))

describe('dissect, of changed frames', () => {
  it.each(cases)('reads %s again, link type %i (%s, payload %s)', (_, linkType, hex, __, own) => {
    const b = Uint8Array.from(Buffer.from(hex, 'hex'))
    reset(f, b, 0, b.length, b.length)
    expect(dissect(f, linkType)).toBe(0)
    const end = rewrite(f, own.program, own.flows)
    reset(f, b, 0, end, b.length)
    expect(dissect(f, linkType)).toBe(0)
  })

  it.each(programs)(
    'reads again what was released, payload $payload',
    ({ own }) => {
      const below = numbers(11)
      const bad = new Set<string>()
      let released = 0
      for (const { name, linkType, hex } of carriers) {
        for (let n = 0; n < CHANGES; n++) {
          const all = Uint8Array.from(Buffer.from(hex, 'hex'))
          change(all, below)
          const b = all.slice(0, below(4) === 0 ? 1 + below(all.length) : all.length)
          reset(f, b, 0, b.length, all.length)
          if (dissect(f, linkType) < 0) continue
          released++
          const end = rewrite(f, own.program, own.flows)
          reset(f, b, 0, end, all.length)
          if (dissect(f, linkType) < 0) bad.add(`${name} ${Buffer.from(b).toString('hex')}`)
        }
      }
      expect([...bad]).toEqual([])
      expect(released).toBeGreaterThan(10_000)
    },
    60_000,
  )
})

for (const { payload, own } of programs) {
  describe(`dissect, payload ${payload}`, () => {
    for (const { name, linkType, hex } of carriers) {
      it(`${name}: reads again what was released of it`, () => {
        expect(lost(Uint8Array.from(Buffer.from(hex, 'hex')), linkType, own)).toEqual([])
      })
    }
  })
}
