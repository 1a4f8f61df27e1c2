/** Dates and clocks in words say when a recording was made; no part of them may leave. */
import { describe, expect, it } from 'vitest'
import { createOutput } from '../../src/bytes/output.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import { dateEnd } from '../../src/text/dates.js'
import { createTextRewriter } from '../../src/text/rewrite-text.js'
import { vocabulary } from '../../src/text/vocabulary.js'
import { keyring } from '../keys/keyrings.js'

const rewrite = createTextRewriter(createValues(profilePolicy('partner'), keyring(1)), vocabulary)
function partner(s: string): string {
  const b = Buffer.from(s)
  const out = createOutput(4)
  rewrite(b, 0, b.length, out)
  return Buffer.from(out.bytes.subarray(0, out.n)).toString()
}

describe('dateEnd', () => {
  it.each([
    ['3 March', 7],
    ['3 March 2026', 7],
    ['3rd of March', 12],
    ['03-Mar-26', 6],
    ['21. July', 8],
    ['Mar 3rd, 2026', 7],
    ['MARCH 3', 7],
    ['December', 8],
    ['Dec', 3],
    ['Tuesday', 7],
    ['tuesday', 7],
    ['may 3', 5],
    ['Sept.', 4],
  ])('ends %s at %i', (s, end) => {
    const b = Buffer.from(s)
    expect(dateEnd(b, 0, b.length)).toBe(end)
  })

  it.each([
    'may',
    'march',
    'sun',
    'sep',
    'dec',
    '3',
    '300 March',
    '3 marches',
    'marching',
    'Junior',
  ])('is no date: %s', (s) => {
    const b = Buffer.from(s)
    expect(dateEnd(b, 0, b.length)).toBe(-1)
  })
})

describe('createTextRewriter, of dates', () => {
  it.each([
    ['run at 10:15:00 +0200 by', 'run at [time] by'],
    ['run at 10:15:00.25-05:30, by', 'run at [time], by'],
    ['run at 10:15+02:00', 'run at [time]'],
    ['run at 10:15:00 UTC', 'run at [time] UTC'],
    ['run at 10:15:00 +20 by', 'run at [time] +20 by'],
    ['run at 10:15:00 -', 'run at [time] -'],
    ['run at 10:15:00 +02:00:00', /^run at \[time\] \+\[/],
    ['on Tuesday 3 March at 10:15', 'on [time] [time] at [time]'],
    ['since Mar 3, 2026 10:15:00 AM', 'since [time], [number] [time] AM'],
    ['Tue Mar  3 10:15:00 CET 2026', /^\[time\] \[time\] \[time\] ~\w+ \[number\]$/],
    ['closed at 9:05pm', /closed at ~?\S*$/],
    ['backup-Tuesday', /^backup-~\w+$/],
    ['at front.js:110:7', 'at front.js:110:7'],
    ['ratio 16:9', 'ratio 16:9'],
    ['you may retry', 'you may retry'],
  ])('%s', (s, becomes) => {
    if (typeof becomes === 'string') expect(partner(s)).toBe(becomes)
    else expect(partner(s)).toMatch(becomes)
    expect(partner(s)).not.toMatch(/Tue|10:15|9:05/)
  })

  it.each([
    '1970-01-01T00:00:00Z',
    '1970-01-01 00:00:00',
    '1601-01-01T00:00:00.000Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31 23:59:59',
    '2000-01-01T00:00:07Z',
    '01/Jan/1970:00:00:00 +0000',
    'Thu, 01 Jan 1970 00:00:00 GMT',
    'Thu Jan  1 00:00:00 1970',
    '2038-01-19T03:14:07Z',
  ])('does not move what everybody knows, as that says by how much times are moved: %s', (s) => {
    expect(partner(`at ${s}`)).not.toMatch(/\d{4}/)
  })

  it.each(['2015-05-01T10:20:30Z', '1998-12-24 08:00:00'])('moves what may be of now: %s', (s) => {
    expect(partner(`at ${s}`)).toMatch(/^at \d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\dZ?$/)
  })

  it('leaves the column alone that follows a time behind a comma', () => {
    expect(partner('2015-05-01 10:20:30,94.5')).toMatch(/,94\.5$/)
    expect(partner('2015-05-01 10:20:30,94')).toMatch(/,94$/)
    expect(partner('2015-05-01 10:20:30,945')).not.toMatch(/,945$/)
  })
})
