/** The program between two pipes: the same bytes as with files, and none held back. */
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pcap, shop, shopAs } from './captures.js'
import { ended, freshFolder, main, makeKeys, type Ran, scrim, start } from './program.js'

const folder = freshFolder()
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(async () => void (await makeKeys(folder)))

const anonymize = (...args: string[]): string[] => {
  return ['anonymize', ...args, '--for', 'partner', '--key-file', join(folder, 'key')]
}
const filter = (input: Uint8Array, ...args: string[]): Promise<Ran> => {
  return scrim(anonymize('-', '-', ...args), { input })
}

/** Ethernet, IPv4 and UDP without a payload, from one host to another. */
function frame(n: number): Buffer {
  const ip = `4500001c${n.toString(16).padStart(4, '0')}000040110000c0000201c0000202`
  return Buffer.from(`0200000000020200000000010800${ip}0035003500080000`, 'hex')
}

describe('scrim anonymize - -', () => {
  it.each(['pcapng', 'pcap'] as const)('gives the bytes that files give, as %s', async (format) => {
    const out = join(folder, `out.${format}`)
    const [piped, filed] = await Promise.all([
      filter(readFileSync(shop), '--format', format),
      scrim(anonymize(shop, out, '--format', format)),
    ])
    expect(filed.code).toBe(0)
    expect(piped.code).toBe(0)
    expect(piped.err).toBe(filed.err)
    expect(piped.err).toMatch(/^scrim: 5898 of 5898 packets, \d+ of 1633806 bytes\n$/)
    expect(piped.out.equals(readFileSync(out))).toBe(true)
  })

  it('says that no space is left, and that it is not the program that failed', () => {
    const command = [process.execPath, main, ...anonymize(shop, '-')]
    const ran = spawnSync('sh', ['-c', '"$0" "$@" > /dev/full', ...command], { encoding: 'utf8' })
    expect(ran.status).toBe(1)
    expect(ran.stderr).toMatch(/^scrim: no space is left on the disk\n {7}make room, or /m)
    expect(ran.stderr).not.toContain('internal')
  })

  it('reads a gzip that comes through a pipe', async () => {
    const plain = await shopAs('pcap', 500)
    const [packed, unpacked] = await Promise.all([filter(gzipSync(plain)), filter(plain)])
    expect(packed.out.equals(unpacked.out)).toBe(true)
    expect(packed.out.length).toBeGreaterThan(20_000)
  })

  it.each([
    ['pcap', 1],
    ['pcapng', 1],
    ['pcapng', 2],
  ] as const)('holds back no whole record of a %s (%i workers)', async (format, workers) => {
    const [part, whole] = await Promise.all([shopAs(format, 2000), shopAs(format)])
    const expected = (await filter(part)).out
    const child = start(anonymize('-', '-', '--workers', String(workers)))
    const end = ended(child)
    let seen = 0
    child.stdout?.on('data', (d: Buffer) => (seen += d.length))
    // The next record is begun but not whole.
    child.stdin?.write(whole.subarray(0, part.length + 20))
    for (let i = 0; i < 3000 && seen < expected.length; i++) await sleep(20)
    expect(seen).toBe(expected.length)
    child.stdin?.end()
    const { out, code, err } = await end
    expect(code).toBe(0)
    expect(out.equals(expected)).toBe(true)
    expect(err).toContain('standard input ends inside of a record')
  })

  it('gives out each packet as it comes', async () => {
    const child = start(anonymize('-', '-', '--format', 'pcap'))
    const end = ended(child)
    let seen = 0
    child.stdout?.on('data', (d: Buffer) => (seen += d.length))
    const bytes = pcap(1, [0, 1, 2, 3].map(frame))
    let at = 24
    for (let n = 0; n < 4; n++) {
      child.stdin?.write(bytes.subarray(n === 0 ? 0 : at, at + 16 + 42))
      at += 16 + 42
      for (let i = 0; i < 3000 && seen < at; i++) await sleep(10)
      expect(seen).toBe(at)
    }
    child.stdin?.end()
    expect((await end).code).toBe(0)
  })

  it('begins a pcap with the link type of the first packet that stays', async () => {
    const broken = Buffer.from('45000000', 'hex')
    const ip = frame(1).subarray(14)
    const child = start(anonymize('-', '-', '--format', 'pcap'))
    const end = ended(child)
    const bytes = pcap(101, [broken, ip])
    child.stdin?.write(bytes.subarray(0, 24 + 16 + 4))
    await sleep(500)
    child.stdin?.end(bytes.subarray(24 + 16 + 4))
    const { code, out } = await end
    expect(code).toBe(0)
    expect(out.readUInt32LE(20)).toBe(101)
    expect(out.length).toBe(24 + 16 + 28)
  })

  it('is quiet when nobody reads on', async () => {
    const child = start(anonymize(shop, '-'))
    const end = ended(child)
    child.stdout?.once('data', () => child.stdout?.destroy())
    expect(await end).toMatchObject({ code: 0, err: '' })
  })

  it('gives no byte when the input is no capture', async () => {
    const ran = await filter(Buffer.from('this is some text and no capture'))
    expect(ran.code).toBe(2)
    expect(ran.out.length).toBe(0)
    expect(ran.err).toMatch(/^scrim: standard input is no packet capture: it looks like text\n/)
  })

  it('writes the JSON object beside the capture, not into it', async () => {
    const ran = await filter(await shopAs('pcap', 10), '--json')
    expect(JSON.parse(ran.err)).toMatchObject({ packets: { in: 10, out: 10 }, output: '-' })
    expect(ran.out.readUInt32LE(0)).toBe(0x0a0d0d0a)
  })
})

describe('scrim release -', () => {
  it('takes a capture from a pipe', async () => {
    const vault = {
      SCRIM_VAULT: join(folder, 'vault.age'),
      SCRIM_PASSPHRASE_FILE: join(folder, 'pass'),
    }
    const args = [
      'release',
      '-',
      '--for',
      'partner',
      '--recipient',
      'acme',
      '-o',
      'piped',
      '--json',
    ]
    const input = await shopAs('pcap', 300)
    const ran = await scrim(args, { cwd: folder, env: vault, input })
    expect([ran.code, ran.err]).toEqual([0, ''])
    expect(JSON.parse(String(ran.out)).packets.in).toBe(300)
    writeFileSync(join(folder, 'part.pcap'), input)
  })
})
