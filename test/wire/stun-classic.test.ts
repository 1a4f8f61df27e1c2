/** STUN without its fixed value is told by all of it, and nothing else is taken for it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isClassicStun } from '../../src/wire/stun-classic.js'
import { type Bytes, hex, w16 } from '../leaks/build.js'

const ID = hex('000102030405060708090a0b0c0d0e0f')
const MAPPED = hex('00010008 0001 1234 c0000221')

function message(type: number, attributes: Bytes, length = attributes.length): Uint8Array {
  return Uint8Array.from([...w16(type), ...w16(length), ...ID, ...attributes])
}

const is = (b: Uint8Array): boolean => isClassicStun(b, 0, b.length)

describe('isClassicStun', () => {
  it.each([
    ['a request', message(0x0001, hex('00030004 00000006'))],
    ['a response', message(0x0101, [...MAPPED, ...hex('00040008 0001 0d96 c0000222')])],
    ['an error', message(0x0111, hex('00090008 00000401 6e6f2121'))],
  ])('takes %s', (_, b) => {
    expect(is(b)).toBe(true)
    // within a buffer, and by its own bytes alone
    const padded = Uint8Array.from([1, ...b, 2])
    expect(isClassicStun(padded, 1, padded.length - 1)).toBe(true)
    expect(isClassicStun(padded, 1, padded.length)).toBe(false)
    for (let end = 0; end < b.length; end++) expect(isClassicStun(b, 0, end)).toBe(false)
  })

  it.each([
    ['no attribute', message(0x0001, [])],
    ['another type', message(0x0003, hex('00030004 00000006'))],
    ['a length that is not its own', message(0x0101, MAPPED, 16)],
    ['a response without an address', message(0x0101, hex('8022000464657621'))],
    ['an address of another family', message(0x0101, hex('00010008 0003 1234 c0000221'))],
    ['an address of another size', message(0x0101, hex('0001000c 0001 1234 c000022100000000'))],
    ['flags that are none', message(0x0001, hex('00030004 c0000221'))],
    ['an attribute of responses in a request', message(0x0001, MAPPED)],
    ['an attribute of nobody', message(0x0101, [...MAPPED, ...hex('00400004 c0000221')])],
    ['bytes behind the attributes', message(0x0101, [...MAPPED, 0, 0])],
    ['an error of no class', message(0x0111, hex('00090004 00000763'))],
  ])('takes no message with %s', (_, b) => {
    expect(is(b)).toBe(false)
  })

  it('takes no other bytes, whatever they are', () => {
    const types = fc.constantFrom(0x0001, 0x0101, 0x0111)
    const rest = fc.uint8Array({ minLength: 4, maxLength: 64 })
    fc.assert(
      fc.property(types, rest, (type, bytes) => !is(message(type, [...bytes]))),
      { numRuns: 2000, seed: 9 },
    )
  })
})
