/** Quotes as printers set them are read as those of ASCII, wherever they stand. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOutput } from '../../src/bytes/output.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import { createTextRewriter } from '../../src/text/rewrite-text.js'
import { vocabulary } from '../../src/text/vocabulary.js'
import { keyring } from '../keys/keyrings.js'

const rewrite = createTextRewriter(createValues(profilePolicy('partner'), keyring(1)), vocabulary)
const bytes = (b: Uint8Array, at = 0, end = b.length): Buffer => {
  const out = createOutput(4)
  rewrite(b, at, end, out)
  return Buffer.from(out.bytes.subarray(0, out.n))
}
const partner = (s: string): string => bytes(Buffer.from(s)).toString()

const SINGLE = '‘’‚‛‹›'
const DOUBLE = '“”„‟«»'
const ascii = (s: string): string => s.replace(/[‘’‚‛‹›]/g, "'").replace(/[“”„‟«»]/g, '"')

describe('typographic quotes', () => {
  it('leave values the pseudonyms that they have alone, and stay', () => {
    for (const value of ['db1.corp.example', '10.0.0.5', '2001:db8::77', '00:00:5e:00:53:07']) {
      const alone = partner(value)
      expect(alone).not.toContain('~')
      for (const [open, close] of ['‘’', '“”', '„“', '«»', '»«', '‹›'].map((s) => [...s])) {
        expect(partner(`no route to ${open}${value}${close}`)).toBe(
          `no route to ${open}${alone}${close}`,
        )
      }
    }
    const user = partner('user vogsphere logged in').split(' ')[1]
    expect(partner('user ‘vogsphere’ logged in')).toBe(`user ‘${user}’ logged in`)
  })

  it('hold all of a value that is announced', () => {
    const out = partner('password=“welcome home again” is wrong')
    expect(out).toMatch(/^password=“[^“”]*” is wrong$/)
    for (const word of ['welcome', 'home', 'again']) expect(out).not.toContain(word)
  })

  it('close no quotes of ASCII: words that touch them do not leave there', () => {
    const texts = ['password="“welcome” home"', "login='‘welcome’ home'", 'a="b" “welcome”']
    for (const text of [...texts, "O'Brien came “welcome home”", "password=O'x “welcome” home"]) {
      expect(partner(text)).not.toContain('welcome')
    }
    expect(partner('password="“welcome” home"')).not.toContain('home')
  })

  it('are read as those of ASCII in any text, and none of these comes of them', () => {
    const words = ['user', 'password=', 'is', 'alice', 'O', 'Brien', '10.0.0.5', 'a.example', ' ']
    const more = ['=', '\\', ': ', ' — ', 'é', '€', '(', ')', '/home/will', '?k=', '%27', '’s ']
    const part = fc.constantFrom(...words, ...more, ...SINGLE, ...DOUBLE)
    let same = 0
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const s = parts.join('')
        const out = partner(s)
        expect(out).not.toMatch(/["'`]/)
        if (ascii(out) === partner(ascii(s))) same++
      }),
      { seed: 7, numRuns: 3000 },
    )
    expect(same).toBeGreaterThan(2900)
  })

  it('are none where they are cut off, and what lies around a text is not looked at', () => {
    const whole = Buffer.from('‘alice’')
    for (let end = 1; end < whole.length; end++) {
      expect(bytes(whole, 0, end).includes('alice')).toBe(false)
    }
    const around = Buffer.concat([Buffer.from([0xe2]), Buffer.from('ready'), Buffer.from([0x80])])
    expect(bytes(around, 1, 6).toString()).toBe('ready')
  })
})
