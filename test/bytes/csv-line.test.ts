/** Lines of tables: which quotes are signs, and where cells end is known or said not to be. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCells, csvLine } from '../../src/bytes/csv-line.js'
import { growthOf, LINEAR } from '../growth.js'

describe('csvCells', () => {
  it.each([
    ['', ['']],
    ['a,,c,', ['a', '', 'c', '']],
    ['"a,b",c', ['a,b', 'c']],
    ['"","a""b",""""', ['', 'a"b', '"']],
    ['"a",', ['a', '']],
    // Blanks are of a cell (RFC 4180 §2.4), unless it is quoted.
    [' a , "b, c" ,d', [' a ', 'b, c', 'd']],
    ['"a" , ', ['a', ' ']],
    // Behind other text, quotes are text.
    ['5" disk,b"c"', ['5" disk', 'b"c"']],
  ])('%j has the cells %j', (line, cells) => {
    expect(csvCells(line, ',')).toEqual(cells)
  })

  it('a blank that separates is no blank beside a quote', () => {
    expect(csvCells('a  "b c" ', ' ')).toEqual(['a', '', 'b c', ''])
    expect(csvCells('a\t "b\tc"\t', '\t')).toEqual(['a', 'b\tc', ''])
  })

  it.each(['"', 'a,"b', '"a""', 'a,"b"c,d', '"a" b,c', ' "a, b', '"a"",b'])(
    '%j has none that are known',
    (line) => {
      expect(csvCells(line, ',')).toBeUndefined()
    },
  )

  it.each(['""', '"",', 'a"', ' "', '"a",', '  '])(
    'takes no more than its length: %j over and over',
    (part) => {
      const growth = growthOf((n) => {
        csvCells(`"",${part.repeat(n)}`, ',')
        csvCells(`"${part.repeat(n)}`, ',')
      }, 4000)
      expect(growth).toBeLessThan(LINEAR)
    },
  )
})

describe('csvLine', () => {
  it('csvCells reads the cells that it wrote', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.array(fc.constantFrom(...' ",;|\ta'), { maxLength: 6 }).map((all) => all.join('')),
    )
    const row = fc.array(cell, { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(row, fc.constantFrom(',', '\t', ';', '|', ' '), (cells, separator) => {
        expect(csvCells(csvLine(cells, separator), separator)).toEqual(cells)
      }),
      { numRuns: 2000, seed: 7 },
    )
  })
})
