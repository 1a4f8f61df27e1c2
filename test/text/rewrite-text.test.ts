/** Free text: what leaves is in a list, and what has a form of its own gets its pseudonym. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOutput } from '../../src/bytes/output.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import { createTextRewriter } from '../../src/text/rewrite-text.js'
import { createVocabulary, vocabulary } from '../../src/text/vocabulary.js'
import { growthOf, LINEAR } from '../growth.js'
import { keyring } from '../keys/keyrings.js'

function rewriter(tier: 'partner' | 'research' | 'public') {
  const rewrite = createTextRewriter(createValues(profilePolicy(tier), keyring(1)), vocabulary)
  return (s: string): string => {
    const b = Buffer.from(`<${s}>`)
    const out = createOutput(4)
    rewrite(b, 1, b.length - 1, out)
    return Buffer.from(out.bytes.subarray(0, out.n)).toString()
  }
}
const partner = rewriter('partner')
const open = rewriter('public')

describe('createTextRewriter', () => {
  it.each([
    ['Nov  6 08:49:37', /^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d$/],
    ['Sun, 06 Nov 1994 08:49:37 GMT', /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/],
    ['17/May/2015:10:05:03 +0000', /^\d\d\/[A-Z][a-z]{2}\/\d{4}:[\d:]{8} \+0000$/],
  ])('moves times that name their month: %s', (s, form) => {
    expect(partner(s)).toMatch(form)
    expect(partner(s)).not.toBe(s)
  })

  it('gives identifiers of traces and spans one pseudonym, also side by side', () => {
    const [trace, span] = ['5b8efff798038103d269b633813fc60c', 'eee19b7ec3c1b174']
    const alone = [trace, span].map(partner)
    expect(alone[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(alone[1]).toMatch(/^[0-9a-f]{16}$/)
    const line = (a: string, b: string) => `got traceparent 00-${a}-${b}-01 from upstream`
    expect(partner(line(trace, span))).toBe(line(alone[0], alone[1]))
  })

  it.each([
    ['it is t o m', 'it is [w] [w] [w]'],
    ['it is t-o-m.', 'it is [w]-[w]-[w].'],
    ['T.I.N.A called', '[w].[w].[w].[w] called'],
    ['z e b e d i a h', '[w] [w] [w] [w] [w] [w] [w] [w]'],
    ['a s, d e', 'a s, d e'],
    ['a - d - e', 'a - d - e'],
    ['is a t of as', 'is a t of as'],
    ['a am d', 'a am d'],
  ])('hides what is spelled letter by letter: %s', (line, left) => {
    for (const way of [partner, open]) expect([way(line), way(line)]).toEqual([left, left])
    expect(partner('is a t')).toBe('is a t')
  })

  it.each([
    'Connection refused by upstream, retrying in 30 seconds',
    'GET /api/users HTTP/1.1 404',
    'timeout after 1500ms (attempt 3 of 5)',
    "can't open file: permission denied",
    'NullPointerException: value is null',
    'SELECT name, total FROM orders WHERE status = ? LIMIT 10',
    '{"level":"error","message":"failed to connect","retry":true}',
    'at java.concurrent.ThreadPool (Native Method)',
    'listening on port 443',
    'ipv4 and sha1 on eth0, step2 of http2',
    '',
  ])('leaves alone what is in the list: %s', (line) => {
    expect(partner(line)).toBe(line)
    expect(open(line)).toBe(line)
  })

  it.each([
    '%31%39%32%2e%30',
    '%25%33%31%25%33%39%25%33%32',
    'sent &#119;&#105;&#108;&#108; twice',
    '&#x77;&#x69;&#x6c;&#x6c;',
    '\\167\\151\\154\\154',
    '\\x77\\x69\\x6c',
  ])('hides characters that are written as numbers: %s', (s) => {
    const numbers = s.match(/\d\d+/g) ?? []
    const left = (partner(s).match(/(?<![~a-z0-9])x?\d\d+/g) ?? []).length
    expect(numbers.length).toBeGreaterThan(1)
    expect(left).toBe(0)
    expect(partner('attempt #3 of 5, 20% done, code=12')).toBe('attempt #3 of 5, 20% done, code=12')
  })

  it.each([
    ['user liddell logged in', 'liddell'],
    ['Alice Liddell opened the door', 'Liddell'],
    ['mail to alice.liddell@wonderland.example failed', 'liddell'],
    ['from 192.0.2.77 port 22', '192.0.2.77'],
    ['x192.0.2.77', '192.0.2'],
    ['192.0.2.77x', '192.0.2'],
    ['a1b192.0.2.77_eth0', '0.2.77'],
    ['range 192.0.2.1-192.0.2.9', '192.0.2'],
    ['::ffff:192.0.2.77 is up', '192.0.2'],
    ['call +44 20 7946 0958 now', '7946'],
    ['call 555-123-4567', '555'],
    ['from [203, 0, 113, 77]', '113'],
    ['from 203 . 0 . 113 . 77', '113'],
    ['from 203[.]0[.]113[.]77', '113'],
    ['from 2 0 3 . 0', '3'],
    ['bytes 75, 111, 119', '111'],
    ['card 4111 1111 1111 1111', '1111'],
    ['ssn 078-05-1120', '078'],
    ['id 8412345', '8412345'],
    ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'eyJ'],
    ['password=hunter2', 'hunter2'],
    ['postgres://alice:secret@db.wonderland.example:5432/shop', 'alice'],
    ['postgres://alice:secret@db.wonderland.example:5432/shop', 'wonderland'],
    ['https://shop.wonderland.example/u/liddell?q=rabbit%20hole', 'liddell'],
    ['/home/liddell/rabbithole.txt', 'liddell'],
    ["WHERE email = 'queen' AND x = 'Cheshire'", 'Cheshire'],
    ['Herr Müller from Köln', 'Müller'],
    ['МАША opened', 'МАША'],
    ['getUserLiddell()', 'Liddell'],
    ['l_i_d_d_e_l_l', 'l_i_d'],
    ['LiDdElL', 'LiDdElL'],
    ['key AKIAIOSFODNN7EXAMPLE', 'AKIA'],
    ['00:1b:21:3a:4f:5e joined', '00:1b:21'],
    ['at 2024-05-01T10:20:30Z', '2024-05-01'],
    ['Will Smith called', 'Smith'],
    ['node=UBUNTU5 up', 'UBUNTU5'],
    ['web1 and db02 and server3', 'web1'],
    ['web1 and db02 and mail3', 'mail3'],
  ])('lets nothing leave that is not: %s', (line, hidden) => {
    for (const rewrite of [partner, open, rewriter('research')]) {
      expect(rewrite(line)).not.toContain(hidden)
    }
  })

  it('gives words one token each, in any case, under partner, and none under public', () => {
    const [a, b, c] = partner('liddell LIDDELL cheshire').split(' ')
    expect(a).toMatch(/^~[a-z][a-z0-9]{6}$/)
    expect(b).toBe(a)
    expect(c).not.toBe(a)
    expect(open('liddell is here')).toBe('[w] is here')
  })

  it('gives addresses and names the pseudonyms that they have elsewhere', () => {
    const values = createValues(profilePolicy('partner'), keyring(1))
    const put = (kind: 'address' | 'hostname', s: string): string => {
      const out = createOutput(8)
      values.text(values.rule('x', kind), Buffer.from(s), 0, s.length, out)
      return Buffer.from(out.bytes.subarray(0, out.n)).toString()
    }
    const ip = put('address', '192.0.2.77')
    expect(partner('from 192.0.2.77, port 22')).toBe(`from ${ip}, port 22`)
    expect(partner('from 192.0.2.77:443.')).toBe(`from ${ip}:443.`)
    const host = put('hostname', 'db.wonderland.com')
    expect(partner('see https://DB.wonderland.com:443/cart')).toBe(`see https://${host}:443/cart`)
    expect(partner('(db.wonderland.com)')).toBe(`(${host})`)
  })

  it('moves times as logs write them', () => {
    const moved = partner('2024-05-01 10:20:30,123 INFO ready at 2024-05-01T10:20:30.5Z.')
    expect(moved).toMatch(
      /^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} INFO ready at 20\d\d-\d\d-\d\dT[\d:]{8}\.\dZ\.$/,
    )
    expect(moved).not.toContain('2024')
  })

  it.each([
    ['10:20:30 start', '[time] start'],
    ['took 00:00:00.125', 'took [time]'],
    ['[9:20:30,123]', '[[time],123]'],
    ['at 10:20:30Z.', 'at [time].'],
    ['user=10:20:30', 'user=[time]'],
    ['10:20 and 10:20:75', '[time] and 10:20:75'],
  ])('marks a clock without a date: %s', (line, left) => {
    expect(partner(line)).toBe(left)
  })

  it('moves counts of seconds and milliseconds as it moves times', () => {
    const iso = (s: string): number => Date.parse(partner(s))
    const moved = iso('2026-03-01T10:00:00.123Z')
    expect(moved % 1000).toBeGreaterThanOrEqual(0)
    expect(partner('at 1772359200123.')).toBe(`at ${moved}.`)
    expect(partner('(1772359200.123:77)')).toBe(`(${(moved / 1000).toFixed(3)}:77)`)
    const whole = Math.floor(iso('2026-03-01T10:00:00Z') / 1000)
    expect(partner('ts=1772359200,')).toBe(`ts=${whole},`)
    expect(partner('2026/03/01 10:00:00 [error]')).toMatch(/^\d{4}\/\d\d\/\d\d [\d:]{8} \[error]$/)
    expect(partner('2026/03/01 10:00:00 [error]')).not.toContain('2026/03/01')
  })

  it.each([
    '2125551234',
    '4111111111111',
    '9781234567890',
    '17723592001',
    '1772359200-12',
    '-12-1772359200',
    'token 1772359200',
  ])('moves no other number: %s', (line) => {
    expect(partner(line)).toMatch(/^(token )?-?(12-)?\[number\]$/)
  })

  it('says what kind of value went', () => {
    expect(partner('to a.b@wonderland.example, 8412345')).toBe('to [email], [number]')
    expect(partner('ftp://bob:x@localhost/a')).toBe('ftp://[user]@localhost/a')
  })

  it('is made of nothing but listed words, marks, tokens and pseudonyms, whatever comes in', () => {
    const only = createTextRewriter(
      createValues(profilePolicy('public'), keyring(1)),
      createVocabulary('plain words', ''),
    )
    const bits = fc.constantFrom(
      'plain',
      'words',
      'Zq',
      'ü',
      '7',
      '42',
      ' ',
      '.',
      "'",
      '/',
      '@',
      ':',
      '"',
      '\\',
      '%',
      '=',
      'x',
      '\u0000',
      '-',
    )
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 40 }), (list) => {
        const b = Buffer.from(list.join(''))
        const out = createOutput(1)
        only(b, 0, b.length, out)
        const text = Buffer.from(out.bytes.subarray(0, out.n)).toString()
        const rest = text
          .replaceAll(/\[(w|address|mac|email|id|number|time|host|user)\]/g, ' ')
          .replaceAll(/\b(plain|words)\d{0,2}\b/gi, ' ')
        expect(rest).not.toMatch(/[^\x20-\x7e\t\n\r]|[A-Za-z]/)
        expect(rest).not.toMatch(/\d{4}/)
      }),
      { seed: 5, numRuns: 3000 },
    )
  })

  it('takes time that grows with the length alone', () => {
    const shapes = [
      '{"a":',
      '[[[[',
      'a.',
      '1 ',
      '://',
      "'",
      '\\u00',
      'x@',
      '1.2.',
      '%41',
      'Aa',
      '::',
      'é',
    ]
    for (const shape of shapes) {
      const grown = growthOf((size) => partner(shape.repeat(size / shape.length)), 40_000)
      expect([shape, grown < LINEAR]).toEqual([shape, true])
    }
  })
})

describe('vocabulary', () => {
  const has = (s: string): boolean => vocabulary.has(Buffer.from(s), 0, Buffer.byteLength(s))
  it('knows words in three cases, and their endings in lower case', () => {
    for (const w of ['error', 'Error', 'ERROR', 'errors', 'connecting', "don't"])
      expect([w, has(w)]).toEqual([w, true])
    for (const w of ['eRror', 'erro', 'Manning', 'Banks', 'Smith', 'Alice', 'Paris', '']) {
      expect([w, has(w)]).toEqual([w, false])
    }
  })
})
