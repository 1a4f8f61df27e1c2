/** Addresses in text, against the readers of node:net and its idea of what is one. */
import { isIPv4, isIPv6 } from 'node:net'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOutput } from '../../src/bytes/output.js'
import { appendIpv4, appendIpv6, isMapped, parseIpv4, parseIpv6 } from '../../src/text/addresses.js'

const bytes = (s: string): Uint8Array => Buffer.from(`<${s}>`, 'latin1')

function read(s: string, size: 4 | 16): Uint8Array | undefined {
  const out = new Uint8Array(size + 2).fill(0xee)
  const b = bytes(s)
  const parse = size === 4 ? parseIpv4 : parseIpv6
  if (!parse(b, 1, b.length - 1, out, 1)) return undefined
  expect([out[0], out[size + 1]]).toEqual([0xee, 0xee])
  return out.slice(1, size + 1)
}

function text(a: Uint8Array): string {
  const o = createOutput(4)
  if (a.length === 4) appendIpv4(o, a, 0)
  else appendIpv6(o, a, 0)
  return Buffer.from(o.bytes.subarray(0, o.n)).toString()
}

const nearly4 = fc
  .array(fc.constantFrom('0', '1', '25', '255', '256', '01', '', '.', '3'), { maxLength: 9 })
  .map((a) => a.join(''))
const nearly6 = fc
  .array(fc.constantFrom(':', '::', 'fe80', '0', 'ABCD', '12345', '1.2.3.4', 'g', '7'), {
    maxLength: 17,
  })
  .map((a) => a.join(''))

describe('parseIpv4', () => {
  it('agrees with node:net on what is an address', () => {
    const dotted = fc.array(nearly4, { minLength: 4, maxLength: 4 }).map((a) => a.join('.'))
    fc.assert(
      fc.property(fc.oneof(nearly4, dotted, fc.ipV4()), (s) => {
        expect(read(s, 4) !== undefined).toBe(isIPv4(s))
      }),
      { seed: 11, numRuns: 3000 },
    )
  })
  it('gives back what appendIpv4 wrote', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), (a) => {
        expect(read(text(a), 4)).toEqual(a)
      }),
      { seed: 12 },
    )
  })
})

describe('parseIpv6', () => {
  it('agrees with node:net on what is an address', () => {
    fc.assert(
      fc.property(fc.oneof(nearly6, fc.ipV6()), (s) => {
        expect(read(s, 16) !== undefined).toBe(isIPv6(s))
      }),
      { seed: 13, numRuns: 5000 },
    )
  })
  it('gives back what appendIpv6 wrote, which is what a URL writes', () => {
    const sparse = fc
      .tuple(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.nat(0xff))
      .map(([a, mask]) => a.map((v, i) => ((mask >> (i >> 1)) & 1 ? v : 0)))
    fc.assert(
      fc.property(sparse, (a) => {
        expect(read(text(a), 16)).toEqual(a)
        expect(`[${text(a)}]`).toBe(new URL(`http://[${text(a)}]/`).hostname)
      }),
      { seed: 14, numRuns: 1000 },
    )
  })
  it('isMapped tells addresses that stand for IPv4', () => {
    expect(isMapped(read('::ffff:192.0.2.1', 16) as Uint8Array, 0)).toBe(true)
    expect(isMapped(read('::fffe:192.0.2.1', 16) as Uint8Array, 0)).toBe(false)
  })
})
