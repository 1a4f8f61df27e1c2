/** Where a hit lies is told by name: the key of a log, the column of a table; never by value. */
import { describe, expect, it } from 'vitest'
import { createHitPlaces, placeOfText } from '../../src/audit/hit-places.js'
import { residue } from '../../src/audit/residue.js'
import { growthOf, LINEAR } from '../growth.js'
import { contextFor, partner } from './harness.js'

const at = (line: string): string => {
  const b = Buffer.from(line)
  return placeOfText('logs/a.jsonl', b, b.indexOf('HIT'))
}

describe('placeOfText', () => {
  it.each([
    ['{"a":"x","user":"by HIT"}', 'user of logs/a.jsonl'],
    ['{"a":1,"user": "a \\"b\\" HIT"}', 'user of logs/a.jsonl'],
    ['{"n":12,"port":HIT}', 'port of logs/a.jsonl'],
    ['MESSAGE=a\n_HOSTNAME=HIT', '_HOSTNAME of logs/a.jsonl'],
    ['[NEW] tcp src=HIT dst=1', 'src of logs/a.jsonl'],
    ['Mar 1 host sshd: from HIT', 'logs/a.jsonl'],
    ['{"HIT":1}', 'logs/a.jsonl'],
    ['{"user":"x"}\nHIT', 'logs/a.jsonl'],
  ])('of %j', (line, place) => expect(at(line)).toBe(place))

  it('takes time that grows with the text alone, whatever the text is', () => {
    // Made before the clock runs: making them takes longer than what is measured.
    const texts = [1 << 14, 1 << 16].map((n) => Buffer.from(`${'"a":"\\"'.repeat(n)}HIT`))
    const grown = growthOf((size) => {
      const b = texts[size >> 16]
      for (let i = 0; i < 20; i++) placeOfText('x', b, b.length - 3)
    }, 1 << 14)
    expect(grown).toBeLessThan(LINEAR)
  })
})

describe('createHitPlaces', () => {
  it('counts each place, and says no more of many than that there are more', () => {
    const places = createHitPlaces()
    places.add('a name', 'x')
    for (let i = 0; i < 1000; i++) places.add('a name', `p${i}`)
    places.add('a name', 'x')
    expect(places.lines()[0]).toBe('a name stands in further places, 745 times')
    expect(places.lines()[1]).toBe('a name stands in x, 2 times')
    expect(places.lines()).toHaveLength(257)
  })
})

describe('residue', () => {
  it('says in which file and column a value stands, also where the file is cut into chunks', () => {
    const auditor = residue.open(contextFor(partner))
    auditor.value?.('person', Buffer.from('liddell'), Buffer.from(''))
    auditor.other?.(Buffer.from('{"user":"lidd'), 0, 'logs/a.jsonl')
    auditor.other?.(Buffer.from('ell"}\n{"body":"x'), 13, 'logs/a.jsonl')
    auditor.other?.(Buffer.from('one\nliddell\n'), 0, 'column name of spans/0.parquet')
    auditor.other?.(Buffer.from('liddell\n'), 12, 'column body of spans/0.parquet')
    expect(auditor.finish().notes).toEqual([
      'a value of type person stands in user of logs/a.jsonl',
      'a value of type person stands in column name of spans/0.parquet',
      'a value of type person stands in column body of spans/0.parquet',
    ])
  })
})
