/** Escaped characters: what a word reads without them. */
import { describe, expect, it } from 'vitest'
import { escapeEnd, unescaped } from '../../src/text/escapes.js'

const read = (text: string): string => {
  const b = Buffer.from(text)
  return Buffer.from(unescaped(b, 0, b.length)).toString('latin1')
}

describe('unescaped', () => {
  it('reads bytes of UTF-8 as bytes, and numbers of characters as characters', () => {
    const e = Buffer.from('é').toString('latin1')
    expect([read('%c3%a9'), read('\\xc3\\xa9'), read('\\303\\251')]).toEqual([e, e, e])
    expect([read('%u00e9'), read('\\u00e9'), read('&#233;'), read('&#xe9;')]).toEqual([e, e, e, e])
  })
  it('takes a percent sign at the end for itself', () => {
    for (const text of ['%', '%u', '%25', '%2525']) {
      const b = Buffer.from(text)
      expect([text, escapeEnd(b, 0, b.length)]).toEqual([text, text.length > 2 ? b.length : -1])
    }
  })
})
