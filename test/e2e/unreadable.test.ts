/** Captures that are cut, and folders of files that cannot be opened as what they say they are. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scrim } from '../cli/run.js'
import { type Bytes, eth, ipv4, text, udp } from '../leaks/build.js'
import { pcap } from './captures.js'
import { freshFolder, makeKeys } from './program.js'

const root = freshFolder()
const day = join(root, 'day1')
const broken = join(root, 'broken')
const whole = join(day, '2.pcap')
let env: Record<string, string> = {}
afterAll(() => rmSync(root, { recursive: true }))

/** Zeros and a length that is none: a last block of deflate that cannot be unpacked at all. */
const notPacked = Buffer.from('1f8b0800000000000003ffffffffffffffff', 'hex')

beforeAll(async () => {
  env = await makeKeys(root)
  for (const folder of [day, broken]) mkdirSync(folder)
  const frame: Bytes = eth(0x0800, ipv4(17, udp(40000, 53000, text('hello'))))
  const capture = pcap(1, [Buffer.from(frame), Buffer.from(frame)], 1_714_558_800)
  writeFileSync(join(day, '1-short.pcap'), capture.subarray(0, 23))
  writeFileSync(whole, capture)
  writeFileSync(join(day, '3-packed.pcap.gz'), notPacked)
  writeFileSync(join(day, '4-empty.pcapng'), Buffer.from('0a0d0d0a', 'hex'))
  writeFileSync(join(day, '5-cut.pcap.gz'), gzipSync(capture).subarray(0, 60))
  copyFileSync(join(day, '1-short.pcap'), join(broken, 'short.pcap'))
})

const NOT = ['1-short.pcap', '3-packed.pcap.gz', '4-empty.pcapng']
const args = ['--for', 'partner', '--quiet']

interface Said {
  readonly packets: { readonly in: number }
  readonly unreadable: readonly { readonly input: string; readonly why: string }[]
}

const namesOf = (out: string): string[] =>
  (JSON.parse(out) as Said).unreadable.map(({ input }) => basename(input))

describe('a capture that ends inside of a record', () => {
  const cut = join(root, 'cut.pcap')
  const count = { in: 3, out: 2, dropped: { 'truncated-record': 1 } }
  beforeAll(() => {
    const capture = readFileSync(whole)
    writeFileSync(cut, Buffer.concat([capture, capture.subarray(24, 24 + 30)]))
  })
  it.each(['inspect', 'anonymize'])('%s counts what it could not read', async (command) => {
    const more = command === 'anonymize' ? [join(root, 'cut.out'), ...args] : []
    const ran = await scrim([command, cut, ...more, '--json'], env)
    expect(JSON.parse(ran.out)).toMatchObject({ packets: count })
  })
  it('says so of the first fifty of very many files, and of how many more', async () => {
    const many = join(root, 'many')
    mkdirSync(many)
    for (let i = 0; i < 53; i++) copyFileSync(cut, join(many, `${i}.pcap`))
    const { err } = await scrim(['inspect', many, '--quiet'])
    expect(err.match(/ends inside of a record/g)).toHaveLength(50)
    expect(err).toContain('scrim: 3 more notices of this sort')
  })
  it.each([[[]], [['--for', 'partner']]])('flows %j tells it', async (how) => {
    const to = ['-o', join(root, 'cut.jsonl'), '--force']
    const ran = await scrim(['flows', cut, ...how, ...to], env)
    expect(ran.err).toContain('of 2 packets; 1 more dropped as malformed or cut off')
  })
})

describe('a folder with files that cannot be opened', () => {
  it('is inspected to its end, and says which, why and how many', async () => {
    const ran = await scrim(['inspect', day, '--quiet'])
    expect(ran.code).toBe(0)
    expect(ran.err).toContain('1-short.pcap is cut short: its pcap header has 23 of 24 bytes')
    expect(ran.err).toContain('3-packed.pcap.gz: the gzip data cannot be unpacked')
    expect(ran.err).toContain('3 of the files could not be read')
    expect(ran.out).toMatch(/packets +[2-4],/)
    const said = await scrim(['inspect', day, '--json'])
    expect(namesOf(said.out)).toEqual(NOT)
  })
  it('is released without them, and tells', async () => {
    const to = ['--recipient', 'acme', '-o', join(root, 'acme-1'), '--json']
    const ran = await scrim(['release', day, ...args, ...to], env)
    expect(ran.code).toBe(0)
    expect(ran.err).toContain('left out: ')
    expect(namesOf(ran.out)).toEqual(NOT)
  })
  it.each([['policy', 'explain'], ['flows']])(
    'without a capture is refused by %s %s',
    async (...command) => {
      const notes = join(root, 'notes')
      mkdirSync(notes, { recursive: true })
      writeFileSync(join(notes, 'a.txt'), 'notes of the day')
      const to = command[0] === 'flows' ? ['-o', join(root, 'none.jsonl')] : []
      const ran = await scrim([...command, notes, '--quiet', ...to], env)
      expect(ran.code).toBe(2)
      expect(ran.err).toContain('a.txt is no packet capture: it looks like text')
    },
  )
  it.each(['anonymize', 'flows'])('is read by %s without them', async (command) => {
    const output = join(root, `${command}.out`)
    const last = command === 'flows' ? ['-o', output] : [output]
    const ran = await scrim([command, day, ...args, ...last], env)
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.err).toContain('1-short.pcap is cut short')
  })
  it('is explained without them', async () => {
    const ran = await scrim(['policy', 'explain', day, '--for', 'partner', '--json'])
    expect(ran.code).toBe(0)
    expect(ran.err).toContain('1-short.pcap is cut short')
  })
  it('is refused where none can be opened, as is each that is named', async () => {
    const all = await scrim(['inspect', broken])
    expect(all).toMatchObject({ code: 2, out: '' })
    expect(all.err).toContain('nothing that can be read')
    const named = await scrim(['inspect', whole, join(day, '1-short.pcap')])
    expect(named).toMatchObject({ code: 2, out: '' })
  })
})
