/** Entries as lines, moments and words: what is read is written the same, or refused in words. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isEntry, readEntry, writeEntry } from '../../src/labels/lines.js'
import { readMoment, writeMoment } from '../../src/labels/moments.js'
import { judge, judgeName, tidyValue } from '../../src/labels/taxonomies.js'

const good = {
  subject: { kind: 'window' },
  taxonomy: 'class',
  value: 'scan',
  tier: 'window',
  said: { tool: 'runner' },
  start: '2024-03-01T10:00:00Z',
}

describe('readEntry', () => {
  it('reads what writeEntry wrote', () => {
    const entry = readEntry({ ...good, id: 'a', confidence: 0.5, end: 1709287201, comment: 'x' })
    expect(entry).toMatchObject({ start: 1_709_287_200_000_000_000n, confidence: 0.5 })
    if (typeof entry === 'string') throw new Error(entry)
    const line = writeEntry(entry)
    expect(line).toContain('"start":"2024-03-01T10:00:00.000000000Z"')
    expect(readEntry(JSON.parse(line))).toEqual(entry)
    expect(isEntry(JSON.parse(line))).toBe(true)
  })

  it.each([
    [{ ...good, said: {} }, /said\.tool/],
    [{ ...good, said: { tool: 'x', config: 'abc' } }, /SHA-256/],
    [{ ...good, subject: { kind: 'packet' } }, /subject\.kind/],
    [{ ...good, subject: { kind: 'flow', source: 'x', destination: 'y' } }, /not both addresses/],
    [{ ...good, subject: { kind: 'flow' } }, /needs source and destination/],
    [{ ...good, subject: { kind: 'span', traceId: 'a' } }, /spanId/],
    [
      { ...good, subject: { kind: 'trace', traceId: 'Ticket' } },
      /traceId is no identifier of up to 32/,
    ],
    [{ ...good, tier: 'sure' }, /tier is none of construction/],
    [{ ...good, start: undefined }, /a window needs its start/],
    [{ ...good, start: 'noon' }, /start is no time/],
    [{ ...good, end: 3 }, /ends before it starts/],
    [{ ...good, confidence: 2 }, /confidence is not from 0 to 1/],
    [{ ...good, error: -1 }, /error is not from 0 to 1/],
    [{ ...good, value: ' ' }, /taxonomy or value/],
    [{ ...good, scope: { unlabelled: 'maybe' } }, /scope\.unlabelled/],
    [7, /said\.tool/],
  ])('%j is refused', (v, why) => {
    expect(readEntry(v)).toMatch(why)
  })
})

describe('readMoment', () => {
  it.each([
    ['2024-03-01T10:00:00.25+01:00', 1_709_283_600_250_000_000n],
    ['2024/03/01 10:00:00.000001', 1_709_287_200_000_001_000n],
    ['2024-03-01 10:00', 1_709_287_200_000_000_000n],
    ['1709287200.123456789', 1_709_287_200_123_456_789n],
    [1709287200.25, 1_709_287_200_250_000_000n],
    ['1709287200250', 1_709_287_200_250_000_000n],
    [1709287200250000, 1_709_287_200_250_000_000n],
    ['1709287200250000001', 1_709_287_200_250_000_001n],
    ['2024-13-01T10:00:00Z', undefined],
    ['noon', undefined],
    [-1, undefined],
    [null, undefined],
  ])('%j is %s', (text, moment) => {
    expect(readMoment(text)).toBe(moment)
  })

  it('no zone is further than Kiritimati', () => {
    expect(readMoment('2024-03-01T12:00:00+14:00')).toBe(1_709_244_000_000_000_000n)
    for (const zone of ['+14:30', '+99:99', '-23:00', '+02:75']) {
      expect(readMoment(`2024-03-01T12:00:00${zone}`)).toBeUndefined()
    }
  })

  it('a clock without zone is in the zone of its table', () => {
    expect(readMoment('2024-03-01 12:00:00', '+02:00')).toBe(1_709_287_200_000_000_000n)
  })

  it('reads what writeMoment wrote', () => {
    const nanos = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n })
    fc.assert(
      fc.property(nanos, (at) => readMoment(writeMoment(at)) === at),
      { seed: 1 },
    )
  })
})

describe('judge', () => {
  it.each([
    ['attack', 'T1021.002', 'known'],
    ['attack', 'TA0008', 'known'],
    ['attack', 'lateral', 'free'],
    ['ndpi', 'TLS.Google', 'known'],
    ['ndpi', 'TLS.AcmeIntranet', 'word'],
    ['ndpi', 'tls.intranet.acme.example', 'free'],
    ['class', 'DDoS', 'known'],
    ['class', tidyValue('Web Attack \u2013 Brute Force'), 'known'],
    ['class', tidyValue('Web Attack \ufffd XSS'), 'known'],
    ['class', 'From-Botnet-TCP', 'word'],
    ['class', 'alice was here', 'free'],
    ['class', 'id123456', 'free'],
    ['suricata', '1:2403388', 'known'],
    ['suricata', 'word', 'free'],
    ['zeek', 'SSL::Invalid_Server_Cert', 'known'],
    ['zeek', 'Acme::Thing', 'word'],
    ['toString', 'x', 'word'],
  ])('%s %s is %s', (taxonomy, value, how) => {
    expect(judge(taxonomy, value)).toBe(how)
  })

  it('names of tools and taxonomies are words too', () => {
    expect(judgeName('tool', 'suricata')).toBe('known')
    expect(judgeName('tool', 'our-sensor')).toBe('word')
    expect(judgeName('tool', 'sensor of Alice')).toBe('free')
    expect(judgeName('taxonomy', 'class')).toBe('known')
    expect(judgeName('taxonomy', 'constructor')).toBe('word')
  })
})
