/** Words told by their bytes: what a map of strings says, in letters of any case. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWordByte } from '../../src/text/characters.js'
import { createVocabulary } from '../../src/text/vocabulary.js'
import {
  createWordSet,
  createWordTable,
  endsIn,
  wordEnd,
  wordStart,
} from '../../src/text/word-table.js'

/** Few letters, so that words are parts of one another. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 })
const text = fc.string({ unit: fc.constantFrom('a', 'B', 'c', ' ', '0', '\n'), maxLength: 40 })

describe('createWordTable', () => {
  it('finds each of its words, and no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 40 }), text, (list, s) => {
        const find = createWordTable(list)
        const b = Buffer.from(s)
        for (let at = 0; at < b.length; at++) {
          for (let end = at + 1; end <= Math.min(b.length, at + 5); end++) {
            const part = s.slice(at, end).toLowerCase()
            expect([part, find(b, at, end)]).toEqual([part, list.indexOf(part)])
          }
        }
      }),
      { seed: 5, numRuns: 100 },
    )
  })
})

describe('createWordSet', () => {
  it('knows the whole word before a place, and no part of it', () => {
    const set = createWordSet(' cookie\n  set ')
    const at = (s: string): boolean => set.endsAt(Buffer.from(s), 0, s.length)
    expect(['cookie', 'a Cookie', '-SET', '\nset'].map(at)).toEqual([true, true, true, true])
    expect(['acookie', 'cookies', 'set ', '', 'offset', '0set'].map(at)).not.toContain(true)
    expect(set.endsAt(Buffer.from('offset'), 3, 6)).toBe(true)
  })
})

describe('where words begin and end', () => {
  it('is where bytes of words do, within a bound', () => {
    fc.assert(
      fc.property(text, fc.nat(40), (s, n) => {
        const b = Buffer.from(s)
        const at = Math.min(n, b.length)
        const start = wordStart(b, 0, at)
        const end = wordEnd(b, at, b.length)
        expect([...b.subarray(start, end)].every(isWordByte)).toBe(true)
        if (start > 0 && at - start < 24) expect(isWordByte(b[start - 1])).toBe(false)
        if (end < b.length && end - at < 24) expect(isWordByte(b[end])).toBe(false)
      }),
      { seed: 7, numRuns: 300 },
    )
    const long = Buffer.alloc(1000, 'a')
    expect([wordStart(long, 0, 1000), wordEnd(long, 0, 1000)]).toEqual([976, 24])
  })

  it('tells the end of a word in letters of any case', () => {
    const b = Buffer.from('NullException')
    expect(endsIn(b, 0, b.length, Buffer.from('exception'))).toBe(true)
    expect(endsIn(b, 5, b.length, Buffer.from('exception'))).toBe(false)
    expect(endsIn(b, 0, b.length, Buffer.from('exceptions'))).toBe(false)
  })
})

describe('words that were met', () => {
  it('are what they were, whichever were met before', () => {
    const words = 'ab abc abcdefgh'
    const met = createVocabulary(words, 'abc')
    const role = (v: typeof met, s: string): number => v.role(Buffer.from(s, 'latin1'), 0, s.length)
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', 'B', '\0', '\xe9'), maxLength: 9 }),
        (s) => {
          expect([s, role(met, s)]).toEqual([s, role(createVocabulary(words, 'abc'), s)])
          expect([s, role(met, s)]).toEqual([s, role(met, s)])
        },
      ),
      { seed: 9, numRuns: 2000 },
    )
    expect([role(met, 'abc'), role(met, 'Abc'), role(met, 'ABCDEFGH')]).toEqual([9, -1, 0])
  })
})
