/** Link and network layers: which byte is which field, in frames written by hand. */
import { describe, expect, it } from 'vitest'
import { derive } from '../../src/pipeline/derived.js'
import { FLOW } from '../../src/wire/frame.js'
import { Weird } from '../../src/wire/weird.js'
import { annotatedFrames, fieldsOf, hexOfFrame, take, weirdOf } from './annotated.js'

function bytesOf(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
}

function bytesOfFrame(name: string): Uint8Array {
  const found = annotatedFrames.find((f) => f.name === name)
  if (found === undefined) throw new Error(`no frame ${name}`)
  return bytesOf(hexOfFrame(found))
}

/** Field names of a frame, each once. */
function names(b: Uint8Array, linkType: number, wire = b.length): string[] {
  const f = take(b, linkType, wire)
  return typeof f === 'number' ? [weirdOf(f)] : [...new Set(fieldsOf(f).map(([n]) => n))]
}

describe('dissect', () => {
  for (const frame of annotatedFrames) {
    it(`${frame.file} names every byte of ${frame.name}`, () => {
      const f = take(bytesOf(hexOfFrame(frame)), frame.linkType)
      expect(typeof f === 'number' ? weirdOf(f) : fieldsOf(f)).toEqual(frame.fields)
    })
  }
})

/** In these, a checksum covers what the frame does not hold, and must become zero. */
const uncovered = [
  'a first fragment and its header',
  'routing type 3, the starts of addresses elided',
]

describe('checksum', () => {
  for (const frame of annotatedFrames) {
    const isZeroed = uncovered.includes(frame.name)
    it(`of ${frame.name} ${isZeroed ? 'is zero' : 'is made anew as it was'}`, () => {
      const b = bytesOf(hexOfFrame(frame))
      const f = take(b, frame.linkType)
      if (typeof f === 'number') throw new Error(weirdOf(f))
      derive(f, b.length)
      if (isZeroed) expect(fieldsOf(f)).toContainEqual(['udp.checksum', '0000'])
      else expect(fieldsOf(f)).toEqual(frame.fields)
    })
  }

  it('of ICMP is zero when the quote behind it is cut', () => {
    const b = bytesOfFrame('fragmentation needed, quoting a datagram')
    const f = take(b, 1)
    if (typeof f === 'number') throw new Error(weirdOf(f))
    derive(f, b.length - 8)
    const sums = fieldsOf(f).filter(([n]) => n.endsWith('checksum'))
    expect(sums.map(([n, v]) => [n, v === '0000'])).toEqual([
      ['ipv4.checksum', false],
      ['icmp.checksum', true],
      ['ipv4.checksum', false],
      ['udp.checksum', true],
    ])
  })

  // What tshark 4.0.17 says it should be.
  it.each([
    [0x41, '9f8b'],
    [0xc3, 'a009'],
  ])('of Cisco discovery with an odd last byte of %i is as Cisco makes it', (last, sum) => {
    const b = bytesOfFrame('Cisco discovery').slice(0, -1)
    b[13]--
    b[b.length - 7]--
    b[b.length - 1] = last
    const f = take(b, 1)
    if (typeof f === 'number') throw new Error(weirdOf(f))
    derive(f, b.length)
    expect(fieldsOf(f)).toContainEqual(['cdp.checksum', sum])
  })
})

describe('ipv6', () => {
  it('flows end at the last segment while segments are left, else at the destination', () => {
    const name = 'routing type 4: the last segment comes first; padding and a keyed hash follow'
    const b = bytesOfFrame(name)
    const before = take(b, 101)
    if (typeof before === 'number') throw new Error(weirdOf(before))
    expect(before.flow[before.net * FLOW + 1]).toBe(48)
    b[43] = 0
    const after = take(b, 101)
    if (typeof after === 'number') throw new Error(weirdOf(after))
    expect(after.flow[after.net * FLOW + 1]).toBe(24)
  })

  it('header chains over the end are refused, and payload where the capture cut them', () => {
    const b = bytesOfFrame('routing type 2, mobility').slice(0, 50)
    expect(names(b, 101)).toEqual([weirdOf(Weird.truncated)])
    expect(names(b, 101, 90).at(-1)).toBe('frame.payload')
  })

  it('extension headers under IPv4 are payload', () => {
    const b = bytesOfFrame('an echo request behind a record route and a timestamp option')
    for (const protocol of [0, 43, 44, 60]) {
      b[23] = protocol
      expect(names(b, 1).at(-1)).toBe('frame.payload')
    }
  })
})

describe('weird', () => {
  const cases: [string, string, number, number][] = [
    ['an IPv6 header of version 5', `50${'00'.repeat(39)}`, 229, Weird['bad-version']],
    ['raw IP of version 5', `50${'00'.repeat(39)}`, 101, Weird['bad-version']],
    ['an ARP packet cut inside of its addresses', `0001080006040001${'00'.repeat(9)}`, 1, 0],
    ['802.11 of another version', `09${'00'.repeat(40)}`, 105, Weird['bad-version']],
    ['radiotap that is shorter than itself', '0000040000000000', 127, Weird['bad-length']],
    ['radiotap whose presence words run over its end', '0000080000000080', 127, -2],
    ['an AVS header of another magic number', '80'.repeat(64), 163, Weird['bad-value']],
    ['a label stack without a bottom', '0000100040', 1, 0],
    ['a link configuration shorter than its header', 'c02101010003', 9, Weird['bad-length']],
    ['an attribute of no length', '020000000000 0100', 239, Weird['bad-length']],
    // IPv4, then a PIM hello with more options than a frame may have fields.
    [
      'a header of thousands of options',
      `4500 4018 00000000 40670000 0a000001e000000d 20000000 ${'00160000'.repeat(4096)}`,
      228,
      Weird['too-many-fields'],
    ],
    ['a frame relay address that does not end', '0000000000', 107, Weird['bad-value']],
  ]
  const ethernet = '02005e10000202005e100001'
  for (const [name, hex, linkType, expected] of cases) {
    it(`${name} is refused`, () => {
      const type = name.includes('ARP') ? '0806' : '8847'
      const b = bytesOf(linkType === 1 ? ethernet + type + hex : hex)
      expect(take(b, linkType)).toBe(expected === 0 ? Weird.truncated : expected)
    })
  }
})
