/** What a text becomes does not depend on the texts before it, of which chunks are remembered. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOutput } from '../../src/bytes/output.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import { createTextRewriter } from '../../src/text/rewrite-text.js'
import { vocabulary } from '../../src/text/vocabulary.js'
import { keyring } from '../keys/keyrings.js'

const values = createValues(profilePolicy('partner'), keyring(1))

function run(rewrite: ReturnType<typeof createTextRewriter>, s: string): string {
  const b = Buffer.from(s)
  const out = createOutput(4)
  rewrite(b, 0, b.length, out)
  return Buffer.from(out.bytes.subarray(0, out.n)).toString()
}

const WORDS = [
  ...[
    'will',
    'mark',
    'summer',
    'welcome',
    'Will',
    'Rose',
    'May',
    'price',
    'user',
    'password',
    'name',
  ],
  ...['host', 'id', 'email', 'login', 'users', 'session', 'status', 'page', 'su', 'logged in as'],
  ...[
    'password is',
    'for',
    'db1.example.net',
    '10.0.0.5:8080',
    'rose@mail.example.net',
    'user.name',
  ],
  ...['user.name:80', '2024-05-01T10:20:30Z', '42', '200', '1714558830', '[1]', '12%'],
]
const MARKS = [
  ' ',
  ' ',
  ', ',
  '=',
  ': ',
  '/',
  '&',
  '; ',
  '"',
  "'",
  ' (',
  ') ',
  '[',
  ']',
  ' - ',
  ':',
]
MARKS.push(' and ', '@', '\n', '%3D', '!', ' -> ')

const SHAPES = [
  'password is:May and ',
  'id%3DMay"price]mark[grace][1]@error&summer]',
  'db1.example.net - 200: will@200/home@status - summer:',
  'price"password is:May and ',
  'su: users) Will&user.name ',
  "550e8400-e29b-41d4-a716-446655440000'su: password is\nname - 42%3D",
  '1714558830 (session May@welcome; ',
]

describe('createTextRewriter', () => {
  it('makes the same of a text, whatever came before', () => {
    const warm = createTextRewriter(values, vocabulary)
    const token = fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...MARKS))
    const text = fc.array(token, { minLength: 2, maxLength: 9 }).map((all) => all.flat().join(''))
    fc.assert(
      fc.property(text, (s) => {
        const first = run(warm, s)
        expect([s, run(warm, s)]).toEqual([s, first])
        expect([s, run(createTextRewriter(values, vocabulary), s)]).toEqual([s, first])
      }),
      { numRuns: 3000, seed: 7, examples: SHAPES.map((s) => [s]) },
    )
  })
})
