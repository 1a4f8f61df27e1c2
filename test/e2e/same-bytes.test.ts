/**
 * What comes out depends on key, policy and records alone: not on threads, runs, or file borders.
 */
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBytes } from '../capture/made.js'
import { scrim as inProcess } from '../cli/run.js'
import { pcap, repeatShop, shop } from './captures.js'
import { freshFolder, makeKeys, scrim } from './program.js'

const folder = freshFolder()
const big = join(folder, 'big.pcap')
let env: Record<string, string> = {}
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(async () => {
  env = await makeKeys(folder)
  // More batches than two or four threads have before them: the calling thread takes its share.
  await repeatShop(big, 22e6)
  // Two records that are dropped, at the end.
  appendFileSync(big, pcap(1, [Buffer.alloc(5), Buffer.alloc(9)]).subarray(24))
})

const anonymize = (...args: string[]): string[] => {
  return ['anonymize', ...args, '--for', 'partner', '--key-file', join(folder, 'key')]
}

/** What a process gives. */
async function bytesOf(...args: string[]): Promise<Buffer> {
  const { code, out, err } = await scrim(anonymize(...args))
  expect([code, err.includes('scrim: ')]).toEqual([0, true])
  return out
}

/** What a run on this thread gives: as good where threads do not matter, and sooner. */
async function bytesHere(args: string[]): Promise<Buffer> {
  const name = join(folder, 'here')
  const ran = await inProcess([...args, name, '--force', '--quiet'])
  expect([ran.code, ran.err]).toEqual([0, ''])
  return readFileSync(name)
}

const ip = (n: number): Buffer =>
  Buffer.from(
    `4500001c${n.toString(16).padStart(4, '0')}000040110000c0000201c00002020035003500080000`,
    'hex',
  )
const ethernet = (n: number): Buffer =>
  Buffer.concat([Buffer.from('0200000000020200000000010800', 'hex'), ip(n)])

function file(name: string, linkType: number, frames: Buffer[], seconds: number): string {
  const path = join(folder, name)
  writeFileSync(path, pcap(linkType, frames, seconds))
  return path
}

/** IP identifications say which frame it was, as far as the policy lets them: lengths and times. */
async function times(bytes: Buffer): Promise<number[]> {
  const { records } = await readBytes(bytes)
  return records.map((r) => r.seconds - records[0].seconds)
}

describe('scrim anonymize', () => {
  it('gives the same bytes and counts with 1, 2 and 4 workers, over many epochs', async () => {
    const runs = ['1', '2', '4'].map(async (workers) => {
      const out = join(folder, `by-${workers}.pcapng`)
      const args = anonymize(big, out, '--json', '--workers', workers, '--epoch', '1h')
      const { code, out: said } = await scrim(args)
      expect(code).toBe(0)
      const { packets, bytes, written } = JSON.parse(String(said))
      expect(packets).toMatchObject({ dropped: { truncated: 2 } })
      return { packets, bytes, written, content: readFileSync(out) }
    })
    const [one, two, four] = await Promise.all(runs)
    expect(one.content.length).toBeGreaterThan(1e6)
    for (const other of [two, four]) {
      expect({ ...other, content: 0 }).toEqual({ ...one, content: 0 })
      expect(other.content.equals(one.content)).toBe(true)
    }
  })

  it('gives the same bytes in each run, with any number of workers', async () => {
    const [one, again, three] = await Promise.all([
      bytesOf(shop, '-'),
      bytesOf(shop, '-'),
      bytesOf(shop, '-', '--workers', '3'),
    ])
    expect(again.equals(one)).toBe(true)
    expect(three.equals(one)).toBe(true)
  })

  it('gives other bytes under another key, recipient or tier', async () => {
    writeFileSync(join(folder, 'key2'), Buffer.alloc(32, 8), { mode: 0o600 })
    const made = [
      await bytesHere(anonymize(shop)),
      await bytesHere(['anonymize', shop, '--for', 'partner', '--key-file', join(folder, 'key2')]),
      await bytesHere(anonymize(shop, '--recipient', 'other')),
      await bytesHere(['anonymize', shop, '--for', 'internal', '--key-file', join(folder, 'key')]),
    ]
    expect(new Set(made.map((b) => b.toString('latin1'))).size).toBe(4)
    expect((await bytesHere(anonymize(shop))).equals(made[0])).toBe(true)
  })

  it('merges captures by time, or reads them as given', async () => {
    const a = file('a.pcap', 1, [ethernet(1), ethernet(2)], 1000)
    const b = file('b.pcap', 101, [ip(3), ip(4)], 998)
    expect(await times(await bytesHere(anonymize(a, b)))).toEqual([0, 1, 2, 3])
    expect(await times(await bytesHere(anonymize(b, a)))).toEqual([0, 1, 2, 3])
    expect(await times(await bytesHere(anonymize(a, b, '--order', 'given')))).toEqual([
      0, 1, -2, -1,
    ])
    const { records } = await readBytes(await bytesHere(anonymize(a, b)))
    expect(records.map((r) => r.linkType)).toEqual([101, 101, 1, 1])
    expect(new Set(records.map((r) => r.iface)).size).toBe(2)
  })

  it('reads a folder of captures as one trace', async () => {
    const dir = join(folder, 'trace')
    mkdirSync(dir)
    writeFileSync(join(dir, '1.pcap'), pcap(1, [ethernet(1)], 1000))
    writeFileSync(join(dir, '2.pcap'), pcap(1, [ethernet(2)], 2000))
    expect(await times(await bytesHere(anonymize(dir)))).toEqual([0, 1000])
  })

  it('refuses pcap for two link types, and says what would hold them', async () => {
    const a = file('c.pcap', 1, [ethernet(1)], 1000)
    const b = file('d.pcap', 101, [ip(3)], 998)
    const ran = await inProcess(anonymize(a, b, join(folder, 'two.pcap'), '--format', 'pcap'))
    expect(ran).toMatchObject({
      code: 1,
      err:
        'scrim: pcap holds one link type only: this trace has 101 and 1\n' +
        '       write pcapng instead\n',
    })
    expect(readdirSync(folder).filter((n) => n.includes('two.pcap'))).toEqual([])
  })
})

describe('scrim release', () => {
  it('gives the same data each time it is made under one name and vault', async () => {
    const args = (o: string) => [
      'release',
      shop,
      '--for',
      'partner',
      '--recipient',
      'acme',
      '-o',
      o,
    ]
    const made: Buffer[] = []
    for (const parent of ['x', 'y']) {
      const dir = join(folder, parent, 'acme-1')
      expect((await scrim(args(dir), { env })).code).toBe(0)
      made.push(readFileSync(join(dir, 'data', 'packets', 'packets.pcapng')))
    }
    expect(made[0].equals(made[1])).toBe(true)
  })
})
