/** Templates of flow exporters that came in an input before: who may use them, and what leaves. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { inspectOthers } from '../../src/cli/inspect-layers.js'
import { createEarlier, type Earlier, seriesOf } from '../../src/layers/export-earlier.js'
import { learnTemplates } from '../../src/layers/export-learned.js'
import { flows } from '../../src/layers/flows.js'
import { sortInputs } from '../../src/layers/inputs.js'
import { netflow9, rfc7011 } from './exports.js'
import { isBalanced, type Ran, runOver } from './run-layer.js'

interface Message {
  readonly sets: Buffer
  readonly sequence?: number
  readonly seconds?: number
  readonly domain?: number
}

const SECONDS = 0x65500000

/** Another message of the exporter of appendix A of RFC 7011. */
function ipfix({ sets, sequence = 0, seconds = SECONDS, domain = 1 }: Message): Buffer {
  const m = Buffer.concat([rfc7011.subarray(0, 16), sets])
  m.writeUInt16BE(m.length, 2)
  m.writeUInt32BE(seconds, 4)
  m.writeUInt32BE(sequence, 8)
  m.writeUInt32BE(domain, 12)
  return m
}

function v9({ sets, sequence = 7, seconds = SECONDS, domain = 100 }: Message): Buffer {
  const m = Buffer.concat([netflow9.subarray(0, 20), sets])
  m.writeUInt32BE(seconds, 8)
  m.writeUInt32BE(sequence, 12)
  m.writeUInt32BE(domain, 16)
  return m
}

const forms = [
  {
    name: 'IPFIX',
    message: ipfix,
    templates: rfc7011.subarray(16, 68),
    data: rfc7011.subarray(68),
    records: 5,
    sets: 2,
  },
  {
    name: 'version 9',
    message: v9,
    templates: Buffer.concat([netflow9.subarray(20, 64), netflow9.subarray(104, 128)]),
    data: Buffer.concat([netflow9.subarray(64, 104), netflow9.subarray(128)]),
    records: 2,
    sets: 2,
  },
]

/** Runs inputs one after the other, as a release does. */
function runAll(inputs: readonly Buffer[], earlier: Earlier = createEarlier()): Ran[] {
  return inputs.map((input) => runOver(flows, input, { context: { earlier } }))
}

it.each(forms)(
  'templates of an input before read $name',
  ({ message, templates, data, records }) => {
    const whole = runOver(flows, message({ sets: Buffer.concat([templates, data]) }))
    const [first, second] = runAll([
      message({ sets: templates }),
      message({ sets: data, sequence: 9 }),
    ])
    expect(whole.run.counts.records.out).toBe(records)
    expect(first.run.counts.records).toEqual({ in: 0, out: 0, dropped: {} })
    expect(second.run.counts.records).toEqual({ in: records, out: records, dropped: {} })
    expect(second.rows).toEqual(whole.rows)
    // What leaves can be read without the other file, and says nothing more.
    const again = runOver(flows, second.out)
    expect(again.run.counts.records).toEqual({ in: records, out: records, dropped: {} })
    expect(again.rows).toHaveLength(whole.rows.length)
  },
)

it.each(forms)(
  '$name of another exporter is not read by it',
  ({ message, templates, data, sets }) => {
    const first = message({ sets: templates, sequence: 100 })
    const strangers: readonly Message[] = [
      { sets: data, sequence: 100 + 4097 },
      { sets: data, sequence: 2 ** 32 - 4097 + 100 },
      { sets: data, sequence: 100, domain: 2 },
      { sets: data, sequence: 100, seconds: SECONDS + 86_401 },
    ]
    for (const stranger of strangers) {
      const [, second] = runAll([first, message(stranger)])
      const dropped = { 'no-template': sets }
      expect(second.run.counts.records).toEqual({ in: sets, out: 0, dropped })
      expect(second.out).toHaveLength(0)
      expect(isBalanced(second)).toBe(true)
    }
    // It does where it goes on counting, over the end of 32 bits too.
    const wrapped = message({ sets: templates, sequence: 2 ** 32 - 1 })
    const [, next] = runAll([wrapped, message({ sets: data, sequence: 3 })])
    expect(next.run.counts.records.dropped).toEqual({})
  },
)

it.each(forms)('$name that may be of two exporters is not read', ({ message, templates, data }) => {
  const far = message({ sets: templates, sequence: 6000 })
  const inputs = [message({ sets: templates, sequence: 100 }), far]
  const [, , between] = runAll([...inputs, message({ sets: data, sequence: 3000 })])
  expect(between.run.counts.records.out).toBe(0)
  const [, , beside] = runAll([...inputs, message({ sets: data, sequence: 7000 })])
  expect(beside.run.counts.records.dropped).toEqual({})
})

/** Runs inputs when the templates of all of them are known, as a release does. */
async function runKnowing(inputs: readonly Buffer[]): Promise<Ran[]> {
  const folder = mkdtempSync(join(tmpdir(), 'scrim-'))
  try {
    inputs.forEach((b, i) => writeFileSync(join(folder, `${i}.bin`), b))
    const { others } = await sortInputs([folder])
    expect(others).toHaveLength(inputs.length)
    return runAll(inputs, createEarlier(await learnTemplates(others)))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

it.each(forms)(
  'templates of an input that is read later read $name, of that exporter alone',
  async ({ message, templates, data, records, sets }) => {
    const whole = runOver(flows, message({ sets: Buffer.concat([templates, data]) }))
    const later = message({ sets: templates, sequence: 100 })
    const [first] = await runKnowing([message({ sets: data, sequence: 90 }), later])
    expect(first.run.counts.records).toEqual({ in: records, out: records, dropped: {} })
    expect(first.rows).toEqual(whole.rows)
    expect(runOver(flows, first.out).run.counts.records.out).toBe(records)
    const strangers: readonly Message[] = [
      { sets: data, sequence: 100 + 4097 },
      { sets: data, sequence: 90, domain: 2 },
      { sets: data, sequence: 90, seconds: SECONDS - 86_401 },
    ]
    for (const stranger of strangers) {
      const [other] = await runKnowing([message(stranger), later])
      expect(other.run.counts.records).toEqual({
        in: sets,
        out: 0,
        dropped: { 'no-template': sets },
      })
    }
  },
)

it('a template that changes later, and one that does not fill the set, are not used', async () => {
  const [{ message, templates, data }] = forms
  // The same number for one count of four bytes, and for one of eight.
  const count = (size: string): Buffer => Buffer.from(`0002000c010000010001000${size}`, 'hex')
  const one = (sequence: number, size: string) => message({ sets: count(size), sequence })
  const numbers = message({ sets: Buffer.from('0100000c0000000700000008', 'hex') })
  const out = async (...all: Buffer[]) => (await runKnowing(all))[0].run.counts.records.out
  expect(await out(numbers, one(1, '4'))).toBe(2)
  expect(await out(numbers, one(1, '8'))).toBe(1)
  expect(await out(numbers, one(1, '4'), one(2, '8'))).toBe(0)
  const gone = message({ sets: Buffer.from('0002000801000000', 'hex'), sequence: 2 })
  expect(await out(numbers, one(1, '8'), gone, one(3, '4'))).toBe(0)
  const long = Buffer.from(`0002000c0100000100010005`, 'hex')
  expect(await out(numbers, message({ sets: long, sequence: 1 }))).toBe(0)
  expect(await out(message({ sets: data }), message({ sets: templates, sequence: 9 }))).toBe(5)
})

it('a template that two exporters may have given later is not used', async () => {
  const [{ message, templates, data }] = forms
  const [one, other] = [100, 6000].map((sequence) => message({ sets: templates, sequence }))
  const [between] = await runKnowing([message({ sets: data, sequence: 2500 }), one, other])
  expect(between.run.counts.records.out).toBe(0)
  const [near] = await runKnowing([message({ sets: data, sequence: 50 }), one, other])
  expect(near.run.counts.records.out).toBe(5)
})

it('a set ends in few zeros, or the template is not its own', async () => {
  const [{ message }] = forms
  const twelve = message({
    sets: Buffer.from('00020010010000020001000800020004', 'hex'),
    sequence: 1,
  })
  const filled = (zeros: number): Buffer => {
    const set = Buffer.concat([
      Buffer.from('01000000', 'hex'),
      Buffer.alloc(12, 1),
      Buffer.alloc(zeros),
    ])
    set.writeUInt16BE(set.length, 2)
    return message({ sets: set })
  }
  const out = async (zeros: number) =>
    (await runKnowing([filled(zeros), twelve]))[0].run.counts.records.out
  expect(await out(7)).toBe(1)
  expect(await out(8)).toBe(0)
})

it('a template that was withdrawn, or given anew, is not used any more', () => {
  const [{ message, templates, data }] = forms
  const withdraw = Buffer.from('0002000801000000', 'hex')
  const anew = Buffer.from('0002000c010000010001000400'.slice(0, 24), 'hex')
  const gone = message({ sets: withdraw, sequence: 1 })
  const [, , after] = runAll([message({ sets: templates }), gone, message({ sets: data })])
  expect(after.run.counts.records.dropped).toEqual({ 'no-template': 1 })
  const second = message({ sets: anew, sequence: 1 })
  const [, , other] = runAll([message({ sets: templates }), second, message({ sets: data })])
  expect(other.rows.some((r) => 'sourceIPv4Address' in r)).toBe(false)
})

it('an input without one before it is read as ever', () => {
  const [{ message, templates, data }] = forms
  const input = Buffer.concat([message({ sets: templates }), message({ sets: data })])
  const [once, twice] = runAll([input, input])
  const alone = runOver(flows, input)
  expect(once.out).toEqual(alone.out)
  expect(twice.out).toEqual(alone.out)
})

it('seriesOf remembers no more than it may', () => {
  const earlier = createEarlier()
  for (let i = 0; i < 5000; i++) {
    seriesOf(earlier, { domain: `9 ${i}`, sequence: 0, seconds: 0 })
    seriesOf(earlier, { domain: '9 0', sequence: i * 10_000, seconds: 0 })
  }
  expect(earlier.byDomain.size).toBe(4096)
  expect(earlier.byDomain.get('9 0')).toHaveLength(64)
})

it('files of a folder are read in the order of their names', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scrim-earlier-'))
  try {
    const [{ message, templates, data, records }] = forms
    writeFileSync(join(folder, '0100.bin'), message({ sets: data, sequence: 5 }))
    writeFileSync(join(folder, '0000.bin'), message({ sets: Buffer.concat([templates, data]) }))
    const { others } = await sortInputs([folder])
    const found = await inspectOthers(others, true)
    expect(found.map((f) => f.records.out)).toEqual([records, records])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
