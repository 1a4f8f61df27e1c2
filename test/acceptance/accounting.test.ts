/**
 * No packet is lost without a word: every file is refused, or what went in is what came out and
 * what was dropped, by reason. capinfos counts the same.
 */
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { ScrimError } from '../../src/bytes/errors.js'
import type { Counts } from '../../src/pipeline/run.js'
import type { Tier } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { rewriteFiles } from './before-after.js'
import { capturesOf, filesOf, shop, withoutData, withoutReaders } from './captures.js'

/** Named here, so that it is no dependency of the package. */
const CAPINFOS = 'capinfos'
/** Of CPU time: no file of the data takes longer; most take a hundredth. */
const MILLISECONDS_MAX = 5000

/** Files of which capinfos counts otherwise than scrim, and why. */
const counted: readonly (readonly [string, string])[] = [
  ['solaris.snoop', 'no pcap'],
  ['covenant_sc_query_dcerpc_smb_svcctl_2020-08-05034820.cap', 'ends inside of a packet'],
  ['covenant_sharpwmi_create_dcerpc_wmi_2020-08-06035621.cap', 'ends inside of a packet'],
]

type Packets = Counts['packets']

/** What became of a file: its counts, or `undefined` where it was refused as an input. */
async function account(path: string, tier: Tier): Promise<Packets | undefined> {
  try {
    return (await rewriteFiles([path], profilePolicy(tier), () => {})).packets
  } catch (e) {
    if (e instanceof ScrimError && e.code === 'input') return undefined
    throw e
  }
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((a, b) => a + b, 0)

/** Packets by file, as capinfos counts them; files it cannot read to the end are not there. */
function capinfos(paths: readonly string[]): Map<string, number> {
  const { stdout } = spawnSync(CAPINFOS, ['-T', '-M', '-r', '-c', ...paths], { encoding: 'utf8' })
  const rows = stdout.split('\n').map((line) => line.split('\t'))
  return new Map(rows.filter((r) => r.length === 2).map(([path, n]) => [path, Number(n)]))
}

describe('accounting of the shop', () => {
  it.each(['internal', 'partner', 'research', 'public'] as const)('adds up (%s)', async (tier) => {
    const packets = await account(shop, tier)
    expect(packets?.in).toBeGreaterThan(5000)
    expect(packets?.out).toBe(packets?.in)
    expect(packets?.dropped).toEqual({})
  })
})

describe.skipIf(withoutData !== '')(`accounting of all files${withoutData}`, () => {
  const found = new Map<string, Packets>()
  const late: string[] = []
  it('refuses a file or accounts for each of its packets, in bounded time', async () => {
    for (const path of filesOf('.')) {
      const begin = process.cpuUsage()
      const packets = await account(path, 'partner')
      const { user, system } = process.cpuUsage(begin)
      if ((user + system) / 1000 > MILLISECONDS_MAX) late.push(path)
      if (packets === undefined) continue
      found.set(path, packets)
      expect(packets.out + sum(packets.dropped), path).toBe(packets.in)
    }
    expect(found.size).toBeGreaterThan(890)
    expect(late).toEqual([])
  }, 300_000)

  it('drops nothing of well-formed captures but what is named here', () => {
    const dropped = [...found]
      .filter(([path, p]) => path.includes('/packets/') && sum(p.dropped) > 0)
      .map(([path, p]) => [path.replace(/.*\/packets\//, ''), p.dropped])
    expect(Object.fromEntries(dropped)).toEqual(dropsOfWellFormed)
  })

  it.skipIf(withoutReaders !== '')(`counts as capinfos does${withoutReaders}`, () => {
    const theirs = capinfos(['packets', 'malformed', 'labelled'].flatMap(capturesOf))
    expect(theirs.size).toBeGreaterThan(880)
    for (const [path, n] of theirs) {
      if (counted.some(([name]) => path.endsWith(name))) continue
      expect(found.get(path)?.in, path).toBe(n)
    }
  })
})

/** Truly malformed frames (`errors/`, a jumbogram without its option), and links nobody claims. */
const dropsOfWellFormed = {
  'pcapplusplus/Pcap++Test/PcapExamples/microsecs_big_endian.pcap': { 'unknown-link-type': 13 },
  'pktanon/tests/errors/bad_arp.pcap': { truncated: 1 },
  'pktanon/tests/errors/bad_ethernet.pcap': { truncated: 2 },
  'pktanon/tests/errors/bad_ip.pcap': { 'bad-version': 10 },
  'pktanon/tests/errors/bad_tcp.pcap': { 'unknown-link-type': 10 },
  'pktanon/tests/errors/bad_udp.pcap': { truncated: 2 },
  'suricata-verify/drop-protocol-change/input.pcap': { 'bad-length': 1 },
  'tcpdump/802_15_4-data.pcap': { 'unknown-link-type': 1 },
  'tcpdump/LINKTYPE_PKTAP.pcap': { 'unknown-link-type': 1 },
  'tcpdump/bgp-aigp.pcap': { 'unknown-link-type': 1 },
  'tcpdump/ipv6_missing_jumbo_payload_option.pcap': { 'bad-value': 1 },
  'tcpdump/isis_poi.pcap': { 'unknown-link-type': 1 },
  'tcpdump/unsupported-link-type-160.pcap': { 'unknown-link-type': 1 },
  'tcpdump/unsupported-link-type-dbus.pcap': { 'unknown-link-type': 2 },
  'zeek/ieee80211.15.4.pcap': { 'unknown-link-type': 1 },
}
