/**
 * Joins commute with rewriting: what is known of a packet before, its endpoints, conversation and
 * flags, mapped as the policy maps values, is what is known of the rewritten packet. So packets
 * that belonged together before, in one capture or in several, do after, and no others.
 */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createOutput } from '../../src/bytes/output.js'
import type { Batch } from '../../src/capture/batch.js'
import { createFacts, type PacketFacts, readFacts } from '../../src/correlate/facts.js'
import { createKeyring } from '../../src/keys/keyring.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import { dissect, reset } from '../../src/wire/dissect.js'
import { createFrame, type Frame } from '../../src/wire/frame.js'
import { rewriteFiles, secretFor } from './before-after.js'
import { capturesOf, every, folder, shop, withoutData } from './captures.js'

/** Captures whose packets end in what is cut off, or begin with what must not change. */
const tails = [
  'tcpdump/dccp_partial_csum_v6_simple.pcap',
  'tcpdump/icmp-rfc8335-missing-bytes.pcap',
  'tcpdump/macsec-integonly.pcap',
  'zeek/nflog-http.pcap',
  'zeek/radiotap.pcap',
  'zeek/wlanmon.pcap',
]

const policy = profilePolicy('partner')
const values = createValues(policy, createKeyring(secretFor()))
const rule = values.rule('packet.address', 'address')
const MILLISECONDS = 20_000

/** An address as text, of 4 or 16 bytes. */
function textOf(b: Uint8Array): string {
  if (b.length === 4) return b.join('.')
  return Array.from({ length: 8 }, (_, i) => ((b[2 * i] << 8) | b[2 * i + 1]).toString(16)).join(
    ':',
  )
}

/** What the policy makes of an address that stands in text: a road other than that of packets. */
const mapped = new Map<string, string>()
function mappedAs(b: Uint8Array): string {
  const address = textOf(b)
  let image = mapped.get(address)
  if (image === undefined) {
    const out = createOutput(64)
    const text = Buffer.from(address)
    expect(values.text(rule, text, 0, text.length, out), address).toBe(true)
    image = Buffer.from(out.bytes.subarray(0, out.n)).toString()
    mapped.set(address, image)
  }
  return image
}

/** Things of which each has one image, and each image is of one of them. */
interface Pairing {
  readonly there: Map<string, string>
  readonly back: Map<string, string>
}

/** Whether a pair fits to those before it. */
function fits({ there, back }: Pairing, before: string, after: string): boolean {
  if ((there.get(before) ?? after) !== after || (back.get(after) ?? before) !== before) return false
  there.set(before, after)
  back.set(after, before)
  return true
}

function take(f: Frame, batch: Batch, i: number, facts: PacketFacts): boolean {
  const at = batch.at[i]
  reset(f, batch.bytes, at, at + batch.length[i], batch.wire[i])
  if (dissect(f, batch.interfaces[batch.iface[i]].linkType) < 0) return false
  readFacts(f, batch.seconds[i], batch.nanos[i], facts)
  return true
}

/** The outermost endpoints of a frame, as bytes. */
function endpoints(f: Frame): Uint8Array[] {
  if (f.flows === 0) return []
  const n = f.flow[2]
  return [f.flow[0], f.flow[1]].map((at) => f.b.slice(at, at + n))
}

function sameText(address: Uint8Array, text: string): boolean {
  if (address.length === 4) return textOf(address) === text
  const [left, right] = [textOf(address), text].map((t) => new URL(`http://[${t}]`).hostname)
  return left === right
}

const plain = (f: PacketFacts) =>
  [f.protocol, f.srcPort, f.dstPort, f.tcpFlags, f.wire, f.seconds, f.nanos].join(' ')
const named = (f: PacketFacts) => `${f.flowHigh} ${f.flowLow}`

/** Compares all packets of captures; says which do not fit, and how many there are. */
async function compare(paths: readonly string[]) {
  const [was, is] = [createFrame(), createFrame()]
  const [before, after] = [createFacts(), createFacts()]
  const flows: Pairing = { there: new Map(), back: new Map() }
  const hosts: Pairing = { there: new Map(), back: new Map() }
  const wrong: string[] = []
  const { seconds, nanos } = values.time
  let packets = 0

  const check = (done: Batch, i: number): string | undefined => {
    if (!take(is, done, i, after)) return 'cannot be taken apart'
    const carry = before.nanos + nanos >= 1e9 ? 1 : 0
    before.seconds += seconds + carry
    before.nanos += nanos - carry * 1e9
    if (plain(after) !== plain(before)) return `${plain(before)} became ${plain(after)}`
    const ends = endpoints(is)
    for (const [k, address] of endpoints(was).entries()) {
      if (!sameText(ends[k], mappedAs(address))) return `${textOf(address)}: ${textOf(ends[k])}`
    }
    if (!fits(hosts, String(before.source), String(after.source))) return 'another host'
    return fits(flows, named(before), named(after)) ? undefined : 'another conversation'
  }

  for (const path of paths) {
    await rewriteFiles([path], policy, (done, copy) => {
      for (let i = 0; i < done.count; i++) {
        if (done.length[i] < 0 || !take(was, copy, i, before)) continue
        packets++
        const reason = check(done, i)
        if (reason !== undefined) wrong.push(`${path} packet ${packets}: ${reason}`)
      }
    }).catch((e) => {
      // a file that is refused has no packets
      if (e?.code !== 'input') throw e
    })
  }
  return { packets, flows: flows.there.size, wrong }
}

describe('joins of packets', () => {
  it('commute with rewriting in the example', async () => {
    const { packets, flows, wrong } = await compare([shop])
    expect(wrong).toEqual([])
    expect(packets).toBeGreaterThan(5000)
    expect(flows).toBeGreaterThan(100)
  })

  it.skipIf(withoutData !== '')(
    `commute with rewriting in real captures, and across them${withoutData}`,
    async () => {
      const { packets, flows, wrong } = await compare([
        ...every(40, capturesOf('packets')),
        ...tails.map((name) => join(folder, 'packets', name)),
      ])
      expect(wrong.slice(0, 20)).toEqual([])
      expect(packets).toBeGreaterThan(300)
      expect(flows).toBeGreaterThan(50)
    },
    MILLISECONDS,
  )
})
