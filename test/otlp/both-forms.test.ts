/** Protocol buffers and JSON of the same message become the same, for any message. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { damage, Left } from '../../src/otlp/any-value.js'
import { createJsonInput } from '../../src/otlp/json-input.js'
import { requests, type Signal } from '../../src/otlp/messages.js'
import { createRun, type Run } from '../../src/otlp/run.js'
import { putRequest } from '../../src/otlp/walk.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import { createTextRewriter } from '../../src/text/rewrite-text.js'
import { vocabulary } from '../../src/text/vocabulary.js'
import { keyring } from '../keys/keyrings.js'
import { createBoth } from './both-forms.js'
import { type Request, toOtlpJson } from './reference.js'

const REQUESTS: Request[] = ['Traces', 'Logs', 'Metrics', 'Profiles']

/** What became of a request: the message, records, what did not leave, and why it was refused. */
interface Became {
  readonly message: unknown
  readonly records: number
  readonly suppressed: Record<string, number>
  readonly refused: string
}

/** Fields of which it counts that they are there, whatever they hold. */
const PRESENT = /^(\w+Value|as(Double|Int)|min|max)$/
const NOTHING: ReadonlySet<unknown> = new Set([0, '0', '', false])

/** Without what is the same as no field: empty lists, and zeros where no other field may be. */
function plain(v: unknown): unknown {
  return JSON.parse(JSON.stringify(v), function (this: unknown, key, each) {
    if (Array.isArray(each) && each.length === 0) return undefined
    const isNothing = !Array.isArray(this) && !PRESENT.test(key) && NOTHING.has(each)
    return isNothing ? undefined : each
  })
}

function ofWire(run: Run, request: Request, wire: readonly number[]): Became {
  const m = requests[request.toLowerCase() as Signal]
  const did = putRequest(run, m, Uint8Array.from(wire), 0, wire.length)
  const bytes = run.out.bytes.subarray(0, did === Left.yes ? run.out.n : 0)
  const { suppressed, seen: records } = run
  const refused = did === Left.yes ? '' : damage.why
  return { message: plain(toOtlpJson(request, bytes)), records, suppressed, refused }
}

function ofJson(run: Run, json: Record<string, unknown>): Became {
  const counts = { in: 0, out: 0, dropped: {} }
  let text = '{}'
  const input = createJsonInput('otlp', run, counts, {
    write: (b, at, end) => {
      text = Buffer.from(b.subarray(at, end)).toString()
    },
  })
  input.push(Buffer.from(JSON.stringify(json)))
  input.end()
  const { suppressed, seen: records } = run
  const refused = Object.keys(counts.dropped).join(' ')
  return { message: plain(JSON.parse(text)), records, suppressed, refused }
}

/** Numbers that look random, the same each time (xorshift32). */
function createRandom(seed: number): (below: number) => number {
  let x = Math.imul(seed, 0x9e3779b1) | 1
  return (below) => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) % below
  }
}

describe('a request in either form', () => {
  for (const tier of ['partner', 'public'] as const) {
    const values = createValues(profilePolicy(tier), keyring(1))
    const rewriter = createTextRewriter(values, vocabulary)
    const open = (): Run =>
      createRun(
        () => values,
        () => rewriter,
      )

    it.each(REQUESTS)(`of %s becomes the same under ${tier}`, (request) => {
      const met = { records: 0, suppressed: 0, sizes: 0 }
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const { json, wire } = createBoth(createRandom(seed))(request)
          const list = `resource${request === 'Traces' ? 'Spans' : request}`
          const one = ofWire(open(), request, wire)
          expect(ofJson(open(), { [list]: [], ...json })).toEqual(one)
          met.records += one.records
          met.suppressed += Object.keys(one.suppressed).length
          met.sizes += JSON.stringify(one.message).length
        }),
        { numRuns: 60, seed: 7 },
      )
      expect(met.records).toBeGreaterThan(50)
      expect(met.suppressed).toBeGreaterThan(50)
      expect(met.sizes).toBeGreaterThan(10_000)
    })
  }
})
