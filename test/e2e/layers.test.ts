/** One release of several layers: told apart by what is in them, joined by their pseudonyms. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scrim } from '../cli/run.js'
import { pcap } from './captures.js'
import { freshFolder, makeKeys } from './program.js'

const folder = freshFolder()
const day = join(folder, 'day1')
const released = join(folder, 'acme-1')
let env: Record<string, string> = {}
afterAll(() => rmSync(folder, { recursive: true }))

const START = 1_714_558_800
const CLIENT = [198, 51, 100, 7]
const SERVER = [203, 0, 113, 80]

/** An IPv4 packet with a TCP header and nothing in it. */
function tcp(from: number[], to: number[], ports: [number, number], flags: number): Buffer {
  const b = Buffer.alloc(40)
  b.set([0x45, 0, 0, 40, 0, 1, 0, 0, 64, 6])
  b.set(from, 12)
  b.set(to, 16)
  b.writeUInt16BE(ports[0], 20)
  b.writeUInt16BE(ports[1], 22)
  b[32] = 0x50
  b[33] = flags
  b.writeUInt16BE(1024, 34)
  return b
}

/** A datagram of NetFlow version 5 with one record: header 24 bytes, record 48. */
function netflow(): Buffer {
  const b = Buffer.alloc(72)
  b.writeUInt16BE(5, 0)
  b.writeUInt16BE(1, 2)
  b.writeUInt32BE(60_000, 4)
  b.writeUInt32BE(START, 8)
  b.set(CLIENT, 24)
  b.set(SERVER, 28)
  b.writeUInt32BE(3, 40)
  b.writeUInt32BE(120, 44)
  b.writeUInt32BE(50_000, 48)
  b.writeUInt32BE(51_000, 52)
  b.writeUInt16BE(40_000, 56)
  b.writeUInt16BE(443, 58)
  b[62] = 6
  return b
}

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  const ran = await scrim(['query', released, sql, '--json'])
  if (ran.code !== 0) throw new Error(ran.out + ran.err)
  const lines = ran.out.trimEnd().split('\n')
  return lines.filter((l) => l !== '').map((l) => JSON.parse(l) as Record<string, unknown>)
}

const args = ['--for', 'partner', '--recipient', 'acme', '--quiet']

beforeAll(async () => {
  env = await makeKeys(folder)
  mkdirSync(join(day, 'routers'), { recursive: true })
  const there = tcp(CLIENT, SERVER, [40_000, 443], 2)
  const back = tcp(SERVER, CLIENT, [443, 40_000], 0x12)
  writeFileSync(join(day, 'edge.pcap'), pcap(101, [there, back], START))
  writeFileSync(join(day, 'routers', 'core.dat'), netflow())
  writeFileSync(join(day, 'picture.png'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
})

describe('inspect', () => {
  it('says what each input of a folder is', async () => {
    const ran = await scrim(['inspect', day, '--json', '--quiet'])
    expect(ran.code).toBe(0)
    const said = JSON.parse(ran.out) as {
      packets: { in: number }
      layers: { layer: string; format: string; records: { in: number } }[]
      unknown: string[]
    }
    expect(said.packets.in).toBe(2)
    expect(said.layers).toMatchObject([{ layer: 'flows', records: { in: 1, out: 1 } }])
    expect(said.unknown).toEqual([join(day, 'picture.png')])
  })
})

describe('release', () => {
  it('takes a folder of several layers, and tells what it left out', async () => {
    const ran = await scrim(['release', day, '-o', released, ...args], env)
    expect(ran.code).toBe(0)
    expect(ran.err).toContain(`${join(day, 'picture.png')} is nothing known, and is left out`)
    expect(ran.err).toContain('flows (netflow): 1 of 1 records')
    expect(readdirSync(join(released, 'data')).sort()).toEqual(['flows', 'packets'])
    expect((await scrim(['verify', released])).code).toBe(0)
  })

  it('gives one address one pseudonym in packets and in flows of routers', async () => {
    const found = await rows(
      'SELECT "sourceIPv4Address" AS a, "destinationIPv4Address" AS b, ' +
        '"destinationTransportPort" AS port FROM flows',
    )
    expect(found.length).toBe(2)
    expect(found[0]).toEqual(found[1])
    expect(found[0].port).toBe(443)
    expect(found[0].a).not.toBe(CLIENT.join('.'))
  })

  it('has no original address in any file of it', () => {
    const forms = [CLIENT, SERVER].flatMap((a) => [Buffer.from(a), Buffer.from(a.join('.'))])
    for (const name of readdirSync(released, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue
      const bytes = readFileSync(join(name.parentPath, name.name))
      for (const form of forms)
        expect([name.name, bytes.includes(form)]).toEqual([name.name, false])
    }
  })

  it('leaves out an input of which nothing is left, and refuses it alone', async () => {
    const alone = join(folder, 'untold.dat')
    // NetFlow 9 (RFC 3954): a set of records whose template nobody sent.
    const head = '00090001000000016553f1000000000100000001'
    writeFileSync(alone, Buffer.from(`${head}0100000c0102030405060708`, 'hex'))
    const both = [alone, join(day, 'routers', 'core.dat')]
    const ran = await scrim(['release', ...both, '-o', join(folder, 'acme-6'), ...args], env)
    expect(ran.err).toContain(`${alone}: no record of 1 is left (netflow)`)
    expect(ran.err).toContain('flows (netflow of 2 inputs): 1 of 2 records')
    expect(ran.code).toBe(0)
    expect((await scrim(['verify', join(folder, 'acme-6')])).code).toBe(0)
    const refused = await scrim(['release', alone, '-o', join(folder, 'acme-7'), ...args], env)
    expect(refused.err).toContain('no record of 1 is left, so there is nothing to release')
    expect(refused.code).toBe(2)
  })

  it('takes the inputs that a list names, and says what is wrong with a list', async () => {
    const list = join(folder, 'dataset.yaml')
    writeFileSync(list, 'description: two routers\ninputs:\n  - path: day1/routers/core.dat\n')
    const only = join(folder, 'acme-2')
    const ran = await scrim(['release', list, '-o', only, ...args], env)
    expect(ran.code).toBe(0)
    expect(readFileSync(join(only, 'README.md'), 'utf8')).toContain('two routers')
    expect(readdirSync(join(only, 'data'))).toEqual(['flows'])
    expect((await scrim(['verify', only])).code).toBe(0)
    writeFileSync(list, 'inputs:\n  - nowhere.pcap\n')
    const missing = await scrim(['release', list, '-o', join(folder, 'acme-3'), ...args], env)
    expect([missing.code, missing.err.includes('nowhere.pcap, which is not there')]).toEqual([
      2,
      true,
    ])
    writeFileSync(list, 'inputs: 7\n')
    const wrong = await scrim(['release', list, '-o', join(folder, 'acme-3'), ...args], env)
    expect([wrong.code, wrong.err.includes('is no list of inputs')]).toEqual([2, true])
  })

  it('rewrites one input alone as a filter', async () => {
    const out = join(folder, 'core.out')
    const key = ['--key-file', join(folder, 'key')]
    const ran = await scrim(['anonymize', join(day, 'routers', 'core.dat'), out, ...args, ...key])
    expect([ran.code, ran.err]).toEqual([0, ''])
    const bytes = readFileSync(out)
    expect(bytes.length).toBe(72)
    expect(bytes.subarray(24, 28)).not.toEqual(Buffer.from(CLIENT))
    expect(bytes.readUInt16BE(58)).toBe(443)
    const both = await scrim(['anonymize', day, join(folder, 'x'), ...args, ...key])
    expect([both.code, both.err.includes('scrim release')]).toEqual([1, true])
  })
})
