/** Headers of RTP: known by an extension that fills its length, and by nothing less. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEpochs } from '../../src/pipeline/epochs.js'
import { createFrameRewriter } from '../../src/pipeline/single.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { rtp } from '../../src/wire/rtp.js'
import { keyring } from '../keys/keyrings.js'
import { type Bytes, hex, ipv4, udp, w16, w32 } from '../leaks/build.js'

const MEDIA = hex('00112233445566778899aabbccddeeff')

interface Packet {
  readonly flags?: string
  readonly type?: number
  readonly sequence?: number
  readonly clock?: number
  readonly extension?: string
}

function packet(p: Packet = {}): Bytes {
  const { flags = '90', type = 0x6f, sequence = 7, clock = 1000 } = p
  const extension = hex(p.extension ?? 'bede0002 1085 32a1b2c3 0000')
  const head = [...hex(flags), type, ...w16(sequence), ...w32(clock), ...hex('11223344')]
  return [...head, ...extension, ...MEDIA]
}

const is = (b: Bytes, transport = 17): boolean =>
  rtp.sniff?.(Uint8Array.from(b), 0, b.length, transport) === true

/** What leaves of a packet, from its RTP header on. */
function released(tier: 'partner' | 'public', b: Bytes, from = 40_000): Buffer {
  const frame = Uint8Array.from(ipv4(17, udp(from, 40_002, b)))
  const rewrite = createFrameRewriter(createEpochs(profilePolicy(tier), 0, () => keyring(1)))
  const end = rewrite(frame, 0, frame.length, frame.length, 101, 0)
  return Buffer.from(frame.subarray(28, end))
}

describe('rtp', () => {
  it('is known by its extension, on UDP', () => {
    expect([packet(), packet({ type: 0 }), packet({ type: 0xe0 })].map((b) => is(b))).toEqual([
      true,
      true,
      true,
    ])
    expect(is(packet(), 6)).toBe(false)
  })

  it.each([
    ['padding', { flags: 'b0' }],
    ['no extension', { flags: '80' }],
    ['another version', { flags: '50' }],
    ['further sources', { flags: '91' }],
    ['a type of RTCP', { type: 200 - 128 }],
    ['another profile', { extension: 'bedf0002 1085 32a1b2c3 0000' }],
    ['no element', { extension: 'bede0000' }],
    ['zeros for elements', { extension: 'bede0001 00000000' }],
    ['an element beyond the length', { extension: 'bede0001 1f85 32a1' }],
    ['an element twice', { extension: 'bede0001 1085 1085' }],
    ['the reserved element', { extension: 'bede0001 f085 0000' }],
    ['something behind the padding', { extension: 'bede0001 1085 0001' }],
    ['a word of zeros', { extension: 'bede0002 1085 0000 00000000' }],
    ['a length beyond the packet', { extension: 'bede00ff 1085 0000' }],
  ] as const)('is content with %s', (_, p) => {
    expect(is(packet(p))).toBe(false)
  })

  it('is no packet that is random but for its first bytes', () => {
    const rest = fc.uint8Array({ minLength: 14, maxLength: 60 })
    fc.assert(
      fc.property(rest, (b) => !is([0x90, 0x60, ...b])),
      { numRuns: 2000, seed: 3 },
    )
  })

  it('keeps type and steps, gives the source a pseudonym, and lets nothing else leave', () => {
    const [a, b] = [0, 1].map((n) =>
      released(
        'partner',
        packet({ sequence: 7 + n, clock: 1000 + 960 * n, type: 0x6f | (n << 7) }),
      ),
    )
    expect([a.length, b.length]).toEqual([16, 16])
    expect([a[1], b[1]]).toEqual([0x6f, 0xef])
    expect((b.readUInt16BE(2) - a.readUInt16BE(2)) & 0xffff).toBe(1)
    expect((b.readUInt32BE(4) - a.readUInt32BE(4)) >>> 0).toBe(960)
    expect(a.readUInt16BE(2)).not.toBe(7)
    expect(a.readUInt32BE(4)).not.toBe(1000)
    expect(a.toString('hex', 8, 12)).not.toBe('11223344')
    expect(b.subarray(8, 12)).toEqual(a.subarray(8, 12))
    const other = released('partner', packet(), 40_004)
    expect(other.readUInt32BE(4)).not.toBe(a.readUInt32BE(4))
  })

  it('has no clock under public', () => {
    expect(released('public', packet()).readUInt32BE(4)).toBe(0)
  })
})
