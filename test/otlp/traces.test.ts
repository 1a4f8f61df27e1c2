/** Traces in protocol buffers: what becomes of each field, and of bytes that are none. */
import { describe, expect, it } from 'vitest'
import { createOutput } from '../../src/bytes/output.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import { createTextRewriter } from '../../src/text/rewrite-text.js'
import { vocabulary } from '../../src/text/vocabulary.js'
import { keyring } from '../keys/keyrings.js'
import { drive } from './drive.js'
import { attr, double, fixed32, fixed64, hex, len, str, varint, vint } from './proto.js'

const partner = createValues(profilePolicy('partner'), keyring(1))
const T0 = 1_716_240_000_123_456_789n

/** What partner makes of a text of a kind. */
function text(kind: 'address' | 'link', s: string): string {
  const out = createOutput(64)
  partner.text(partner.rule('x', kind), Buffer.from(s), 0, s.length, out)
  return Buffer.from(out.bytes.subarray(0, out.n)).toString()
}

const rewrite = createTextRewriter(partner, vocabulary)

/** What partner makes of free text. */
function words(s: string): string {
  const out = createOutput(64)
  rewrite(Buffer.from(s), 0, s.length, out)
  return Buffer.from(out.bytes.subarray(0, out.n)).toString()
}

const moved = (t: bigint): bigint =>
  t + BigInt(partner.time.seconds) * 1_000_000_000n + BigInt(partner.time.nanos)

function id(s: string): number[] {
  const b = Buffer.from(s, 'hex')
  partner.bytes(partner.rule('x', 'link'), b, 0, b.length)
  return [...b]
}

const TRACE = '5b8aa5a2d2c872e8321cf37308d69df2'
const SPAN = '5fb397be34d26b51'

/** A request with one span. */
const request = (span: number[], resource: number[] = [], scope: number[] = []): number[] =>
  len(1, [...len(1, resource), ...len(2, [...len(1, scope), ...len(2, span)])])

const ids = [...len(1, hex(TRACE)), ...len(2, hex(SPAN))]
const newIds = [...len(1, id(TRACE)), ...len(2, id(SPAN))]

/** Checks that a span of these fields becomes one of those. */
function becomes(fields: number[], expected: number[]): void {
  const times = fixed64(7, 0n)
  const out = drive(request([...ids, ...times, ...fields]))
  const after = request([...newIds, ...times, ...expected])
  expect(out.bytes.toString('hex')).toBe(Buffer.from(after).toString('hex'))
  expect(out.records).toEqual({ in: 1, out: 1, dropped: {} })
}

describe('otlp traces', () => {
  it('moves times exactly, and leaves zero', () => {
    becomes(fixed64(8, T0), fixed64(8, moved(T0)))
    becomes(fixed64(8, 0n), fixed64(8, 0n))
  })

  it('gives ids one pseudonym wherever they stand', () => {
    becomes(len(4, hex(SPAN)), len(4, id(SPAN)))
    becomes(len(13, [...len(1, hex(TRACE)), ...len(2, hex(SPAN))]), len(13, newIds))
    becomes(len(4, []), [])
    becomes(len(4, hex('0000000000000000')), len(4, hex('0000000000000000')))
    becomes(len(4, hex('aabb')), [])
  })

  it('keeps kinds, status codes and known flags', () => {
    becomes(vint(6, 2), vint(6, 2))
    becomes(fixed32(16, 0xdead0301), fixed32(16, 0x301))
    const told = len(2, words('for alice'))
    expect(words('for alice')).toMatch(/^for (?!alice)/)
    becomes(len(15, [...vint(3, 2), ...len(2, 'for alice')]), len(15, [...vint(3, 2), ...told]))
    becomes(vint(10, 7), vint(10, 7))
    becomes(vint(6, 4711), [])
  })

  it('keeps names of the conventions and gives others a pseudonym', () => {
    becomes(len(5, 'GET'), len(5, 'GET'))
    becomes(len(5, 'pay alice'), len(5, words('pay alice')))
    becomes(len(11, [...fixed64(1, T0), ...len(2, 'exception')]), [
      ...len(11, [...fixed64(1, moved(T0)), ...len(2, 'exception')]),
    ])
  })

  it('lets no trace state leave, and no field that it does not know', () => {
    becomes(len(3, 'congo=t61rcWkgMzE'), [])
    becomes(len(99, 'alice'), [])
    becomes(vint(5, 3), [])
  })

  it('treats attributes by their key', () => {
    becomes(
      attr(9, 'client.address', '10.1.2.3'),
      attr(9, 'client.address', text('address', '10.1.2.3')),
    )
    becomes(attr(9, 'http.request.method', 'GET'), attr(9, 'http.request.method', 'GET'))
    becomes(attr(9, 'enduser.id', 'alice'), [])
    const url = 'https://alice.example/?q=bob'
    becomes(attr(9, 'url.full', url), attr(9, 'url.full', words(url)))
    becomes(attr(9, 'gen_ai.input.messages', 'who is alice'), [])
    becomes(
      attr(9, 'http.response.status_code', vint(3, 404)),
      attr(9, 'http.response.status_code', vint(3, 404)),
    )
    becomes(
      attr(9, 'http.response.status_code', vint(3, -5)),
      attr(9, 'http.response.status_code', vint(3, -5)),
    )
    becomes(
      attr(9, 'http.request.body.size', double(4, 0.5)),
      attr(9, 'http.request.body.size', double(4, 0.5)),
    )
    becomes(attr(9, 'session.id', 's-77'), attr(9, 'session.id', text('link', 's-77')))
  })

  it('drops numbers and texts of attributes that a rule suppresses by name', () => {
    const key = 'http.response.status_code'
    for (const value of [vint(3, 404), vint(3, 7), double(4, 404), str('404')]) {
      const fields = { [`attr.${key}`]: { transform: 'suppress', args: {} } }
      const out = drive(request([...ids, ...attr(9, key, value)]), { fields })
      expect([...out.bytes]).toEqual(request(newIds))
      expect(Object.values(out.suppressed)).toEqual([1])
    }
  })

  it('takes the value before its key, and of several keys the last', () => {
    const reversed = len(9, [...len(2, str('10.1.2.3')), ...len(1, 'client.address')])
    becomes(reversed, attr(9, 'client.address', text('address', '10.1.2.3')))
    const twice = len(9, [
      ...len(1, 'http.request.method'),
      ...len(1, 'enduser.id'),
      ...len(2, str('bob')),
    ])
    becomes(twice, [])
  })

  it('drops attributes that no rule knows, unless they hold an address or an id', () => {
    becomes(attr(9, 'alice.mood', 'fine'), [])
    becomes(attr(9, 'alice.mood', vint(3, 12)), [])
    becomes(
      attr(9, 'alice.host', '10.1.2.3'),
      attr(9, text('link', 'alice.host'), text('address', '10.1.2.3')),
    )
  })

  it('goes into lists and drops from them what does not leave', () => {
    const list = (...values: number[][]): number[] =>
      len(
        5,
        values.flatMap((v) => len(1, v)),
      )
    const b = text('address', '10.1.2.3')
    becomes(
      attr(9, 'client.address', list(str('10.1.2.3'))),
      attr(9, 'client.address', list(str(b))),
    )
    becomes(
      attr(9, 'client.address', list(str('/run/x y'), str('10.1.2.3'))),
      attr(9, 'client.address', list(str(b))),
    )
    becomes(attr(9, 'client.address', len(7, 'alice')), [])
    becomes(attr(9, 'client.address', vint(8, 3)), [])
  })

  it('moves times in attributes', () => {
    becomes(attr(9, 'process.creation.time', '2023-11-21T09:25:34.853Z'), [
      ...attr(9, 'process.creation.time', text('link', '2023-11-21T09:25:34.853Z')),
    ])
  })

  it('refuses what is cut off, too long, or of a wire type that OTLP has not', () => {
    const whole = request([...ids, ...fixed64(7, T0)])
    const cut = (b: number[]) => drive(b, { format: 'otlp-proto' }).records
    expect(cut(whole.slice(0, -1)).dropped).toEqual({ truncated: 1 })
    expect(cut(request([...ids, ...varint(9 * 8 + 3)])).dropped).toEqual({ group: 1 })
    const long = [...varint(6 * 8), ...Array.from({ length: 10 }, () => 0x80), 1]
    expect(cut(request([...ids, ...long])).dropped).toEqual({ 'bad-varint': 1 })
    expect(cut(request([...ids, 0x2a, 0x7f, 0x41])).dropped).toEqual({ truncated: 1 })
    expect(cut([...whole, ...whole])).toEqual({ in: 2, out: 2, dropped: {} })
  })

  it('bounds how deep values lie within each other, in linear time', () => {
    let deep = str('10.1.2.3')
    for (let i = 0; i < 99; i++) deep = len(5, len(1, deep))
    expect(
      drive(request([...ids, ...fixed64(7, T0), ...attr(9, 'client.address', deep)])).suppressed,
    ).toEqual({})
    for (let i = 0; i < 4; i++) deep = len(5, len(1, deep))
    const out = drive(request([...ids, ...fixed64(7, T0), ...attr(9, 'client.address', deep)]))
    expect(out.suppressed).toEqual({ 'too-deep': 1 })
  })
})
