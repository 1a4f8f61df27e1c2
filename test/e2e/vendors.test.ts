/** `vendorsFrom` in a policy: a maker leaves when enough devices of the recording have it. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scrim } from '../cli/run.js'
import { eth, ipv4, udp } from '../leaks/build.js'
import { pcap } from './captures.js'
import { freshFolder, makeKeys } from './program.js'

const folder = freshFolder()
const capture = join(folder, 'office.pcap')
const policy = join(folder, 'acme.yaml')
let env: Record<string, string> = {}
afterAll(() => rmSync(folder, { recursive: true }))

/** Five devices of one maker and four of another: the policy lets five and more leave. */
const MANY = '00:1b:63'
const FEW = '3c:5a:b4'
const SERVER = '02:00:00:00:00:01'

const rule = (keep: string) => `{ pseudonym: { ${keep} } }`
const office = [
  ...Array.from({ length: 5 }, (_, i) => `${MANY}:a1:b2:0${i}`),
  ...Array.from({ length: 4 }, (_, i) => `${FEW}:a1:b2:0${i}`),
]

beforeAll(async () => {
  env = await makeKeys(folder)
  const datagram = ipv4(17, udp(40_000, 40_001, [1, 2, 3, 4]))
  // one device that sends often is one device
  const frames = [...office, ...Array.from({ length: 9 }, () => `${FEW}:a1:b2:03`)].map((src) =>
    Uint8Array.from(eth(0x0800, datagram, src, SERVER)),
  )
  writeFileSync(capture, pcap(1, frames))
  const rules = `rules:\n  hardware: ${rule('vendorsFrom: 5')}\n`
  writeFileSync(policy, `scrim: 1\nextends: partner\nrecipient: acme\n${rules}`)
})

/** The sources of the Ethernet frames in a released capture, in order. */
function sources(file: string): string[] {
  const b = readFileSync(file)
  const found: string[] = []
  for (let at = 24; at < b.length; at += 16 + b.readUInt32LE(at + 8)) {
    found.push(b.toString('hex', at + 22, at + 28).replace(/..(?!$)/g, '$&:'))
  }
  return found
}

describe('vendorsFrom', () => {
  it('lets the makers of many devices leave a release, no device, and no other maker', async () => {
    const to = join(folder, 'acme-1')
    const args = ['--policy', policy, '--format', 'pcap', '--quiet']
    const ran = await scrim(['release', capture, '-o', to, ...args], env)
    expect([ran.code, ran.err]).toEqual([0, expect.stringContaining('released')])
    const out = sources(join(to, 'data', 'packets', 'packets.pcap'))
    expect(out.slice(0, 5).map((a) => a.slice(0, 8))).toEqual(Array(5).fill(MANY))
    expect(new Set(out).size).toBe(9)
    expect(out.filter((a) => office.includes(a))).toEqual([])
    for (const a of out.slice(5)) expect(Number.parseInt(a.slice(0, 2), 16) & 2).toBe(2)
    const said = readFileSync(join(to, 'policy.yaml'), 'utf8')
    expect(said).toContain(MANY)
    expect(said).not.toContain(FEW)
    expect((await scrim(['verify', to])).code).toBe(0)
  })

  it('keeps no maker in a filter, which cannot count first, and check says so', async () => {
    const to = join(folder, 'out.pcap')
    const args = ['--policy', policy, '--format', 'pcap', '--quiet']
    const ran = await scrim(['anonymize', capture, to, ...args], env)
    expect(ran.code).toBe(0)
    for (const a of sources(to)) expect(Number.parseInt(a.slice(0, 2), 16) & 2).toBe(2)
    const { out } = await scrim(['policy', 'check', policy])
    expect(out).toContain('note: vendorsFrom (hardware) holds in scrim release')
    expect(out).toContain('note: vendorsFrom of hardware is not that of address')
  })
})
