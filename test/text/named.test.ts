/** Which numbers have a name that is known. */
import { describe, expect, it } from 'vitest'
import { isUnnamed } from '../../src/text/named.js'
import { vocabulary } from '../../src/text/vocabulary.js'
import { growthOf, LINEAR } from '../growth.js'

/** Whether the last number of a line has no name. */
function unnamed(line: string): boolean {
  const at = /\d+\D*$/.exec(line)?.index ?? -1
  return isUnnamed(vocabulary, Buffer.from(line), 0, at)
}

describe('isUnnamed', () => {
  it.each([
    'b=192',
    'xqz=0',
    'port1=77',
    'o4: 77',
    '{"q":192',
    '{\\"q\\" : 192',
    "{'octet': 2",
    '<td>192</td>',
    'byte:77',
    'the BYTE=77',
  ])('is true behind a key that says nothing: %s', (line) => {
    expect(unnamed(line)).toBe(true)
  })

  it.each([
    'retries=3',
    '"count": 12',
    'readBytes=7',
    'read_bytes=7',
    '<count>5</count>',
    'b 192',
    'a > 192',
    'ratio 3:4',
    '5',
    '=5',
    ': 5',
  ])('is false behind a word that is known, or no key: %s', (line) => {
    expect(unnamed(line)).toBe(false)
  })

  it('does not read before the text', () => {
    const b = Buffer.from('b=192')
    expect(isUnnamed(vocabulary, b, 1, 2)).toBe(false)
    expect(isUnnamed(vocabulary, b, 2, 2)).toBe(false)
  })

  it('reads no further back than a key is long', () => {
    const lines = new Map(
      [1, 64].map((n) => {
        const line = `${'count'.repeat(n * 1000)}${' '.repeat(n * 1000)}=5`
        return [n, Buffer.from(line)]
      }),
    )
    const grown = growthOf(
      (n) => {
        const line = lines.get(n) as Buffer
        for (let i = 0; i < 1000; i++) isUnnamed(vocabulary, line, 0, line.length - 1)
      },
      1,
      64,
    )
    // It is the same for both; read as far as it goes it would be 64.
    expect(grown).toBeLessThan(LINEAR)
  })
})
