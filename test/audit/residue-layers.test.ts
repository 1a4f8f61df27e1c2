/** What was met in one layer is searched in the files of all others. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../src/audit/check.js'
import { residue } from '../../src/audit/residue.js'
import { openSuite } from '../../src/audit/suite.js'
import { tableText } from '../../src/audit/table-text.js'
import { createFacts, readFacts } from '../../src/correlate/facts.js'
import { parquet } from '../../src/formats/parquet.js'
import { rewrite } from '../../src/pipeline/rewrite.js'
import { createFrameRewriter } from '../../src/pipeline/single.js'
import { dissect, reset } from '../../src/wire/dissect.js'
import type { Kind } from '../../src/wire/fields.js'
import { createFrame } from '../../src/wire/frame.js'
import { freshFolder } from '../e2e/program.js'
import { table } from '../formats/made.js'
import { eth, ipv4, tcp, text } from '../leaks/build.js'
import { contextFor, partner } from './harness.js'

type Met = readonly [Kind, string, string]

/** Values met, a packet met, and the file of a layer that left, in pieces of `size` bytes. */
function search(met: readonly Met[], file: Uint8Array, size = file.length, payload = 'x'): Finding {
  const context = contextFor(partner)
  const auditor = residue.open(context)
  for (const [kind, value, image] of met) {
    auditor.value?.(kind, Buffer.from(value), Buffer.from(image))
  }
  const f = createFrame()
  const b = Uint8Array.from(
    eth(0x0800, ipv4(6, tcp(40000, 80, text(payload)), { src: '141.142.7.7' })),
  )
  reset(f, b, 0, b.length, b.length)
  dissect(f, 1)
  const facts = createFacts()
  readFacts(f, 1, 0, facts)
  auditor.before?.(f, facts)
  const own = context.own as NonNullable<typeof context.own>
  auditor.after?.(f, rewrite(f, own.program, own.flows))
  for (let at = 0; at < file.length; at += size) {
    auditor.other?.(file.subarray(at, Math.min(file.length, at + size)), at)
  }
  return auditor.finish()
}

it('takes an address that is nobody’s for none, also where a packet spells it', () => {
  const asks = (host: string): string =>
    `GET / HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-For: ${host}\r\n\r\n`
  const beside = (host: string) =>
    search([], Buffer.from(`flow of ${host} here`), undefined, asks(host)).value
  expect(beside('127.0.0.1')).toBe(0)
  expect(beside('239.255.255.250')).toBe(0)
  expect(beside('203.0.113.77')).toBe(1)
})

const met: Met[] = [
  ['address', '10.0.0.1', '10.0.0.17'],
  ['address', '10.0.0.17', '10.9.9.9'],
  ['address', '2001:db8::5', '2001:db8::77'],
  ['hostname', 'db.alice.example', 'k3.w9x2a.example'],
  ['person', 'liddell', ''],
  ['enum', 'GET', 'GET'],
]
const log = (line: string): Buffer => Buffer.from(`{"a":1,"body":"${line}"}\n`)

describe('residue', () => {
  it.each([
    'from 10.0.0.1 to',
    'from 10.0.0.1. And',
    '10.0.0.1:443',
    'at db.alice.example:5432',
    'user=liddell',
    'packet 141.142.7.7 said',
    '[2001:db8::5]',
  ])('finds in a layer what was met in any: %s', (line) => {
    for (const size of [1000, 7, 1]) {
      expect(search(met, log(line), size)).toMatchObject({ verdict: 'fail', value: 1 })
    }
  })

  it.each([
    'to 10.9.9.9 via 10.0.0.17',
    '110.0.0.1 10.0.0.12 10.0.0.1.5',
    'liddells GET',
    'wdb.alice.examples',
  ])('leaves alone pseudonyms, and parts of longer words: %s', (line) => {
    expect(search(met, log(line))).toMatchObject({ verdict: 'pass', value: 0 })
  })

  it('takes five bytes behind the mark of a pseudonym for one, and more for none', () => {
    const five: Met[] = [
      ['person', 'en-gb', ''],
      ['person', 'en-gbr', ''],
    ]
    expect(search(five, log('hl=en-gb')).value).toBe(1)
    const marked = search(five, log('hl=~en-gb'))
    expect(marked.value).toBe(0)
    expect(marked.arms['in what a transform wrote, or across a checksum']).toBe(1)
    expect(search(five, log('hl=~en-gbr')).value).toBe(1)
  })

  it('takes a group for no address backwards, where the input has the group', () => {
    const group: Met = ['address', '224.0.0.10', '224.0.0.10']
    const address: Met = ['address', '10.0.0.224', '10.0.0.17']
    expect(search([address, group], log('to 224.0.0.10')).value).toBe(0)
    expect(search([address, group], log('to 10.0.0.224')).value).toBe(1)
    expect(search([address], log('to 224.0.0.10')).value).toBe(1)
  })

  it('finds a whole string of protobuf, whatever its length byte looks like', () => {
    const name = `${'a'.repeat(60)}.alice.example`
    const file = Buffer.concat([
      Buffer.from([0x08, 0x01, 0x4a, name.length]),
      Buffer.from(`${name}J`),
    ])
    const found = search([['hostname', name, 'x']], file)
    expect(found).toMatchObject({ verdict: 'fail', value: 1 })
  })

  it('takes no line of ten characters for a string behind its length', () => {
    const ten: Met[] = [['address', '10.49.7.10', '10.9.9.9']]
    const lines = (a: string): Buffer => Buffer.from(`10.8.8.8\n${a}\n10.7.7.7\n`)
    expect(search(ten, lines('10.49.7.100')).value).toBe(0)
    expect(search(ten, lines('10.49.7.10')).value).toBe(1)
  })

  it('finds what stands at the very end of a file', () => {
    const found = search(met, Buffer.concat([log('x'), Buffer.from('liddell')]), 5)
    expect(found.value).toBe(1)
  })

  it('knows the pseudonyms of addresses that are not in its sample', () => {
    const at = (n: number): string => `10.1.${n >> 8}.${n & 255}`
    const many = Array.from({ length: 10_000 }, (_, i): Met => ['address', at(i), at(i + 100)])
    const images = many.map(([, , image]) => image)
    expect(search(many, log(images.join(' '))).value).toBe(0)
    const left = many.slice(0, 100).map(([, value]) => value)
    expect(search(many, log(left.join(' '))).value).toBeGreaterThan(20)
  })

  it('has met what exporters have sampled, and knows what became of it', async () => {
    const folder = freshFolder()
    const file = join(folder, 'left.txt')
    const context = contextFor(partner)
    const own = context.own as NonNullable<typeof context.own>
    const left = async (line: (image: string) => string): Promise<Finding> => {
      const suite = openSuite([residue], context, () => undefined)
      const rewritten = createFrameRewriter({ seconds: 0, program: () => own }, suite.sampled)
      const b = Uint8Array.from(eth(0x0800, ipv4(6, tcp(40000, 80, []), { src: '141.142.7.7' })))
      expect(rewritten(b, 0, b.length, b.length, 1, 0)).toBe(b.length)
      writeFileSync(file, line(b.subarray(26, 30).join('.')))
      await suite.released({ packets: [], others: [file], tables: [] }, () => undefined)
      return suite.findings()[0]
    }
    expect((await left(() => '{"src":"141.142.7.7"}\n')).value).toBe(1)
    expect(await left((image) => `{"src":"${image}"}\n`)).toMatchObject({ value: 0 })
    rmSync(folder, { recursive: true })
  })

  it('finds in a table what was met in any layer, and nothing in one without it', async () => {
    const folder = freshFolder()
    const path = join(folder, 'part-0.parquet')
    const bytes = async (cell: string): Promise<Buffer> => {
      const writer = parquet.open(table, (b) => writeFileSync(path, b, { flag: 'a' }))
      writeFileSync(path, '')
      for (let i = 0; i < 20_000; i++) writer.row([null, i === 19_000 ? cell : `text ${i % 7}`])
      writer.end()
      const chunks: Uint8Array[] = []
      for await (const some of tableText(path)) chunks.push(some.text)
      return Buffer.concat(chunks)
    }
    expect(search(met, await bytes('by liddell')).value).toBe(1)
    expect(search(met, await bytes('by nobody')).value).toBe(0)
    rmSync(folder, { recursive: true })
  })
})
