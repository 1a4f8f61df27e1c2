/** NetBIOS names get the pseudonyms of host names, padded and written as they were. */
import { describe, expect, it } from 'vitest'
import { createKeyring } from '../../src/keys/keyring.js'
import { createEpochs } from '../../src/pipeline/epochs.js'
import { rewrite } from '../../src/pipeline/rewrite.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { pseudonym } from '../../src/transforms/pseudonym.js'
import { dissect, reset } from '../../src/wire/dissect.js'
import type { FieldType } from '../../src/wire/fields.js'
import { createFrame, SPAN } from '../../src/wire/frame.js'
import { eth, ipv4, text, udp } from '../leaks/build.js'

const keys = createKeyring(new Uint8Array(32).fill(7))
const f = createFrame()

/** What bytes become as a field of a type. */
function become(bytes: string, type: FieldType): string {
  const apply = pseudonym.build({}, { kind: 'hostname', type }, keys)
  f.b = Uint8Array.from(Buffer.from(bytes, 'latin1'))
  apply?.(f, 0, f.b.length, -1)
  return Buffer.from(f.b).toString('latin1')
}

/** RFC 1001 §14.1. */
const halves = (name: string): string =>
  [...Buffer.from(name, 'latin1')]
    .flatMap((v) => [65 + (v >> 4), 65 + (v & 15)])
    .map((v) => String.fromCharCode(v))
    .join('')

describe('pseudonym of a NetBIOS name', () => {
  it.each(['FRED', 'Fred', 'FILESRV-01', 'A', 'ABCDEFGHIJKLMNO'])('%s', (name) => {
    const word = become(name.toLowerCase(), 'hostname').toUpperCase()
    expect(word).toHaveLength(name.length)
    expect(word).not.toBe(name.toUpperCase())
    expect(become(name.padEnd(15), 'netbios')).toBe(word.padEnd(15))
    expect(become(name.padEnd(16, '\0'), 'netbios')).toBe(word.padEnd(16, '\0'))
    expect(become(halves(name.padEnd(15)), 'netbios')).toBe(halves(word.padEnd(15)))
  })

  it('reads the example of RFC 1001, appendix §14.1', () => {
    const fred = 'EGFCEFEECACACACACACACACACACACACA'
    expect(halves('FRED'.padEnd(16))).toBe(fred)
    expect(become(fred, 'netbios')).toBe(
      halves(become('fred', 'hostname').toUpperCase().padEnd(16)),
    )
  })

  it('blanks what is no such name, and leaves padding alone', () => {
    const none = '\0'.repeat(32)
    expect(become('a'.repeat(32), 'netbios')).toBe(none)
    expect(become(`Q${'A'.repeat(31)}`, 'netbios')).toBe(none)
    expect(become('A'.repeat(40), 'netbios')).toBe('\0'.repeat(40))
    expect(become(' '.repeat(15), 'netbios')).toBe(' '.repeat(15))
  })

  it('leaves the name that asks for all names', () => {
    const any = halves('*'.padEnd(16, '\0'))
    expect(become(any, 'netbios')).toBe(any)
    expect(become('**'.padEnd(16, '\0'), 'netbios')).not.toContain('*')
  })

  it('is read as a name again by those who get the packet', () => {
    const own = createEpochs(profilePolicy('partner'), 0, () => keys).program(0)
    const head = [0x12, 0x34, 1, 0x10, 0, 1, 0, 0, 0, 0, 0, 0, 32]
    const name = text(halves(`${'FILESRV'.padEnd(15)}\0`))
    const query = [...head, ...name, 0, 0, 0x20, 0, 1]
    const b = Uint8Array.from(eth(0x0800, ipv4(17, udp(137, 137, query))))
    const spans = (): number[][] => {
      reset(f, b, 0, b.length, b.length)
      expect(dissect(f, 1)).toBe(0)
      return Array.from({ length: f.n }, (_, i) => [...f.spans.slice(i * SPAN, i * SPAN + 3)])
    }
    const before = spans()
    rewrite(f, own.program, own.flows)
    expect(spans()).toEqual(before)
    expect(Buffer.from(b).includes(Buffer.from(halves('FILESRV')))).toBe(false)
  })
})
