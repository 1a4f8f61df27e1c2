/** Words are learned from many sources, whatever their order, and from no single one. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { vocabulary, withWords } from '../../src/text/vocabulary.js'
import { createWordSurvey, isLearnable, type Source } from '../../src/text/word-survey.js'

const K = 5
const source = (host: number, rest: Partial<Source> = {}): Source => ({
  host,
  first: 0,
  last: 0,
  person: 0,
  ...rest,
})

/** Whether a word of these sources is learned. */
function isLearned(sources: readonly Source[], before: string[] = []): boolean {
  const survey = createWordSurvey(K)
  for (const name of before) survey.names(Buffer.from(name), 0, name.length)
  for (const s of sources) survey.met('shardmap', s)
  return survey.learned().words.length === 1
}

const hosts = (n: number, rest: (i: number) => Partial<Source> = () => ({})): Source[] =>
  Array.from({ length: n }, (_, i) => source(i + 1, rest(i)))

describe('createWordSurvey', () => {
  it('learns a word of k hosts, and none of fewer', () => {
    expect(isLearned(hosts(K))).toBe(true)
    expect(isLearned(hosts(K - 1))).toBe(false)
    expect(isLearned([...hosts(K - 1), ...hosts(K - 1), ...hosts(K - 1)])).toBe(false)
  })

  it.each([
    [
      'one host that names many addresses',
      hosts(9, (i) => ({ first: i + 1 })).map((s) => ({ ...s, host: 1 })),
    ],
    ['records of nobody', hosts(9).map((s) => ({ ...s, host: 0 }))],
    ['one client on many hosts', hosts(9, () => ({ first: 7, last: 7 }))],
    ['one client, named first', hosts(9, (i) => ({ first: 7, last: i + 1 }))],
    ['one client, named last', hosts(9, (i) => ({ first: i + 1, last: 7 }))],
    ['one person on many hosts', hosts(9, (i) => ({ first: i + 1, last: i + 1, person: 7 }))],
  ])('learns nothing of %s', (_, sources) => {
    expect(isLearned(sources)).toBe(false)
  })

  it('learns a word of as many clients and persons', () => {
    expect(isLearned(hosts(K, (i) => ({ first: i + 1, last: i + 1, person: i + 1 })))).toBe(true)
  })

  it.each(['shardmap', 'ShardMap', 'shardmap-7.corp.example', 'a/shardmap@x', 'SHARDMAP'])(
    'learns no word of the name %s',
    (name) => {
      expect(isLearned(hosts(9), [name])).toBe(false)
    },
  )

  it('learns a word of which a name has only a part', () => {
    expect(isLearned(hosts(9), ['shard', 'shardmaps', 'ashardmap'])).toBe(true)
  })

  it('gives the same words in any order, also when there are too many to count', () => {
    const rows = Array.from({ length: 60 }, (_, i) => {
      const word = `wo${String.fromCharCode(97 + (i % 26), 97 + ((i * 7) % 26), 97 + (i >> 3))}ra`
      return hosts(K + (i % 3) - 1).map((s) => ({ word, s }))
    }).flat()
    const of = (list: typeof rows): string => {
      const survey = createWordSurvey(K, 8)
      for (const { word, s } of list) survey.met(word, s)
      return JSON.stringify(survey.learned())
    }
    const expected = of(rows)
    expect(JSON.parse(expected).words.length).toBeGreaterThan(1)
    expect(JSON.parse(expected).isFull).toBe(true)
    const order = fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length })
    fc.assert(
      fc.property(order, (list) => of(list) === expected),
      { seed: 5, numRuns: 50 },
    )
  })
})

describe('isLearnable', () => {
  it.each(['shardmap', 'gossip', 'wombat'])('takes %s', (word) => {
    expect(isLearnable(word)).toBe(true)
  })

  it.each([
    'Kowalski',
    'abc',
    'deadbeef',
    'facade',
    'node12',
    'hunter2',
    'xkcdqzr',
    'bcdfghjk',
    'aaargh',
    'straße',
    'a@b.example',
    '10.0.0.1',
    'a'.repeat(25),
    '',
  ])('refuses %s', (word) => {
    expect(isLearnable(word)).toBe(false)
  })
})

describe('withWords', () => {
  const more = withWords(vocabulary, ['shardmap'])
  const has = (s: string): boolean => more.has(Buffer.from(s), 0, s.length)

  it('has the words beside those of the list, in lower case and without endings', () => {
    expect(['shardmap', 'connection', 'Connection'].map(has)).toEqual([true, true, true])
    expect(['Shardmap', 'SHARDMAP', 'shardmaps', 'kowalski'].map(has)).toEqual(Array(4).fill(false))
    expect(vocabulary.has(Buffer.from('shardmap'), 0, 8)).toBe(false)
  })
})
