/**
 * What comes out depends on key, policy and records alone: not on threads, runs, or file borders.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBytes } from '../capture/made.js'
import { pcap, repeatShop, shop } from './captures.js'
import { freshFolder, makeKeys, scrim } from './program.js'

const folder = freshFolder()
const big = join(folder, 'big.pcap')
let env: Record<string, string> = {}
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(async () => {
  env = await makeKeys(folder)
  await repeatShop(big, 3e6)
})

const anonymize = (...args: string[]): string[] => {
  return ['anonymize', ...args, '--for', 'partner', '--key-file', join(folder, 'key')]
}

async function bytesOf(...args: string[]): Promise<Buffer> {
  const { code, out, err } = await scrim(anonymize(...args))
  expect([code, err.includes('scrim: ')]).toEqual([0, true])
  return out
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
  it('gives the same bytes with 1, 2 and 4 workers, with one epoch and with many', async () => {
    for (const more of [[], ['--epoch', '1h']]) {
      const one = await bytesOf(big, '-', ...more)
      expect(one.length).toBeGreaterThan(1e6)
      for (const workers of ['2', '4']) {
        const again = await bytesOf(big, '-', '--workers', workers, ...more)
        expect([workers, again.equals(one)]).toEqual([workers, true])
      }
    }
  })

  it('counts the same with any number of workers', async () => {
    const odd = file('odd.pcap', 1, [ethernet(1), Buffer.alloc(5), ethernet(2), Buffer.alloc(9)], 1)
    const counts = await Promise.all(
      ['1', '2', '4'].map(async (workers) => {
        const out = join(folder, `odd-${workers}.pcapng`)
        const ran = await scrim(anonymize(odd, out, '--json', '--workers', workers))
        return { ...JSON.parse(String(ran.out)), output: '' }
      }),
    )
    expect(counts[0]).toMatchObject({ packets: { in: 4, out: 2, dropped: { truncated: 2 } } })
    expect(counts[1]).toEqual(counts[0])
    expect(counts[2]).toEqual(counts[0])
  })

  it('gives other bytes under another key or recipient', async () => {
    writeFileSync(join(folder, 'key2'), Buffer.alloc(32, 8), { mode: 0o600 })
    const one = await bytesOf(shop, '-')
    const keyed = ['anonymize', shop, '-', '--for', 'partner', '--key-file', join(folder, 'key2')]
    expect((await scrim(keyed)).out.equals(one)).toBe(false)
    expect((await bytesOf(shop, '-', '--recipient', 'other')).equals(one)).toBe(false)
  })

  it('merges captures by time, or reads them as given', async () => {
    const a = file('a.pcap', 1, [ethernet(1), ethernet(2)], 1000)
    const b = file('b.pcap', 101, [ip(3), ip(4)], 998)
    expect(await times(await bytesOf(a, b, '-'))).toEqual([0, 1, 2, 3])
    expect(await times(await bytesOf(b, a, '-'))).toEqual([0, 1, 2, 3])
    expect(await times(await bytesOf(a, b, '-', '--order', 'given'))).toEqual([0, 1, -2, -1])
    const { records } = await readBytes(await bytesOf(a, b, '-'))
    expect(records.map((r) => r.linkType)).toEqual([101, 101, 1, 1])
    expect(new Set(records.map((r) => r.iface)).size).toBe(2)
  })

  it('reads a folder of captures as one trace', async () => {
    const dir = join(folder, 'trace')
    mkdirSync(dir)
    writeFileSync(join(dir, '1.pcap'), pcap(1, [ethernet(1)], 1000))
    writeFileSync(join(dir, '2.pcap'), pcap(1, [ethernet(2)], 2000))
    expect(await times(await bytesOf(dir, '-'))).toEqual([0, 1000])
  })

  it('refuses pcap for two link types, and says what would hold them', async () => {
    const a = file('c.pcap', 1, [ethernet(1)], 1000)
    const b = file('d.pcap', 101, [ip(3)], 998)
    const ran = await scrim(anonymize(a, b, join(folder, 'two.pcap'), '--format', 'pcap'))
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
