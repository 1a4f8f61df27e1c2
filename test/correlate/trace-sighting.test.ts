/** Identifiers of traces in packets: found there, and rewritten as those of spans are. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOutput } from '../../src/bytes/output.js'
import { createSighting, sightTrace } from '../../src/correlate/trace-sighting.js'
import { createEpochs } from '../../src/pipeline/epochs.js'
import { rewrite } from '../../src/pipeline/rewrite.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import { dissect, reset } from '../../src/wire/dissect.js'
import { createFrame, type Frame } from '../../src/wire/frame.js'
import { keyring } from '../keys/keyrings.js'
import { hexOf, ip4, type Part } from '../wire/frames/build.js'

const RAW_IP = 101
const keys = keyring(1)
const policy = profilePolicy('partner')
const epoch = createEpochs(policy, 0, () => keys).program(0)
const values = createValues(policy, keys)
const frame = createFrame()

/** A segment to port 8080 that holds these lines and an empty one. */
function request(lines: readonly string[]): Frame {
  const text = Buffer.from([...lines, '', ''].join('\r\n')).toString('hex')
  const tcp: Part[] = [
    ['tcp', 'c0011f900000000100000001'],
    ['tcp', '5018faf000000000'],
    ['http', text],
  ]
  const b = Uint8Array.from(Buffer.from(hexOf(ip4(6, tcp)), 'hex'))
  reset(frame, b, 0, b.length, b.length)
  expect(dissect(frame, RAW_IP)).toBeGreaterThanOrEqual(0)
  return frame
}

/** The lines of a request as they leave. */
function released(lines: readonly string[]): string[] {
  const f = request(lines)
  const end = rewrite(f, epoch.program, epoch.flows)
  const text = Buffer.from(f.b.subarray(f.at + 40, end)).toString('latin1')
  return text.split('\r\n').slice(0, -2)
}

/** What binary identifiers of spans become, in hexadecimal. */
function binary(id: string): string {
  const b = Uint8Array.from(Buffer.from(id, 'hex'))
  expect(values.bytes(values.rule('span-id', 'link'), b, 0, b.length)).toBe(true)
  return Buffer.from(b).toString('hex')
}

/** What identifiers in text become. */
function inText(id: string): string {
  const out = createOutput(2)
  expect(values.text(values.rule('id', 'link'), Buffer.from(id), 0, id.length, out)).toBe(true)
  return Buffer.from(out.bytes.subarray(0, out.n)).toString()
}

const digits = (n: number, from = '0123456789abcdef') =>
  fc.string({ unit: fc.constantFrom(...from), minLength: n, maxLength: n })

describe('traceparent', () => {
  it('leaves with the identifiers that spans and logs have', () => {
    const decimal = '0123456789'
    fc.assert(
      fc.property(
        fc.oneof(digits(32), digits(32, decimal)),
        fc.oneof(digits(16), digits(16, decimal)),
        (trace, span) => {
          const lines = ['GET / HTTP/1.1', `traceparent: 00-${trace}-${span}-01`, `b3: ${span}`]
          const [, parent, b3] = released(lines)
          expect(parent).toBe(`traceparent: 00-${binary(trace)}-${binary(span)}-01`)
          expect(parent).toBe(`traceparent: 00-${inText(trace)}-${inText(span)}-01`)
          expect(b3).not.toContain(span)
        },
      ),
      { seed: 1, numRuns: 200 },
    )
  })

  it('is found again in what leaves, changed as spans are', () => {
    const trace = '0af7651916cd43dd8448eb211c80319c'
    const span = 'b7ad6b7169203331'
    const lines = ['POST /cart HTTP/1.1', 'Host: shop', `traceparent: 00-${trace}-${span}-00`]
    const sighting = createSighting()
    expect(sightTrace(request(lines), sighting)).toBe(true)
    expect(Buffer.from(sighting.traceId).toString('hex')).toBe(trace)
    expect(Buffer.from(sighting.spanId).toString('hex')).toBe(span)
    expect(sightTrace(request(released(lines)), sighting)).toBe(true)
    expect(Buffer.from(sighting.traceId).toString('hex')).toBe(binary(trace))
    expect(Buffer.from(sighting.spanId).toString('hex')).toBe(binary(span))
  })

  it('that is not of the known form leaves nothing of itself', () => {
    const id = '0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331'
    for (const value of [`01-${id}-01`, `00-${id}-ff`, `00-${id}-01-more`, `00-${id}`, id]) {
      const [, parent] = released(['GET / HTTP/1.1', `traceparent: ${value}`])
      expect(parent).toBe(`traceparent: ${'x'.repeat(value.length)}`)
      expect(
        sightTrace(request(['GET / HTTP/1.1', `traceparent: ${value}`]), createSighting()),
      ).toBe(false)
    }
  })
})

describe('sightTrace', () => {
  it('fills up identifiers of 64 bits, and takes the first of several', () => {
    const sighting = createSighting()
    const one = ['b3: 0AF7651916CD43DD-b7ad6b7169203331-1']
    const two = ['x-b3-traceid: 8448eb211c80319c', 'x-b3-spanid: 00f067aa0ba902b7']
    expect(sightTrace(request(['GET / HTTP/1.1', ...one, ...two]), sighting)).toBe(true)
    expect(Buffer.from(sighting.traceId).toString('hex')).toBe('00000000000000000af7651916cd43dd')
    expect(sightTrace(request(['GET / HTTP/1.1', ...two]), sighting)).toBe(true)
    expect(Buffer.from(sighting.traceId).toString('hex')).toBe('00000000000000008448eb211c80319c')
    expect(Buffer.from(sighting.spanId).toString('hex')).toBe('00f067aa0ba902b7')
  })

  it('finds none in answers and in requests without one', () => {
    const sighting = createSighting()
    const id = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    expect(sightTrace(request(['HTTP/1.1 200 OK', `traceresponse: ${id}`]), sighting)).toBe(false)
    expect(sightTrace(request(['GET / HTTP/1.1', 'Host: shop']), sighting)).toBe(false)
    expect(
      sightTrace(request(['GET / HTTP/1.1', 'x-request-id: 0123456789abcdef']), sighting),
    ).toBe(false)
  })
})

describe('x-request-id', () => {
  it('leaves as the identifier that logs have, with its dashes', () => {
    const uuid = '0af76519-16cd-43dd-8448-eb211c80319c'
    const [, id] = released(['GET / HTTP/1.1', `X-Request-ID: ${uuid}`])
    expect(id).toBe(`X-Request-ID: ${inText(uuid)}`)
    expect(id).not.toContain(uuid)
  })
})
