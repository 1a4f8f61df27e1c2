/** Flows that exporters send in packets: what is taken for one, and that it is read like a file. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createExportWatch, type ExportCounts } from '../../src/layers/export-packets.js'
import { flows } from '../../src/layers/flows.js'
import type { LayerCounts } from '../../src/layers/layer.js'
import { runLayer } from '../../src/layers/run.js'
import { createRewriter, rewriteBatch } from '../../src/pipeline/batch.js'
import { createEpochs } from '../../src/pipeline/epochs.js'
import { createFrameRewriter } from '../../src/pipeline/single.js'
import type { Policy } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import type { Values } from '../../src/wire/values.js'
import { memorySpill } from '../correlate/spill.js'
import { keyring } from '../keys/keyrings.js'
import { eth, ipv4, ipv6, SRC, udp } from '../leaks/build.js'
import { all, batchOf, type Made } from '../pipeline/records.js'
import { ipfixRich, netflow5, netflow9, rfc7011, sflowSample } from './exports.js'
import { changed, moved, partner, runOver } from './run-layer.js'

const SECONDS = 0x65500000
const epochs = createEpochs(profilePolicy('partner'), 0, () => keyring(3))

type Row = Readonly<Record<string, unknown>>

/** What exporters in packets came to. */
interface Taken {
  readonly counts: ExportCounts
  readonly rows: readonly Row[]
  readonly records: readonly LayerCounts[]
  /** rewritten, an exporter each */
  readonly out: readonly Buffer[]
}

/** Takes frames through the pipeline, as a release does, and reads what was exported in them. */
async function take(
  frames: readonly Made[],
  change?: (wire: Int32Array) => void,
  valuesAt: (seconds: number) => Values = () => partner,
): Promise<Taken> {
  const watch = createExportWatch(memorySpill())
  const batch = batchOf(frames, 3)
  change?.(batch.wire as unknown as Int32Array)
  rewriteBatch(createRewriter(epochs, [watch]), batch)
  const rows: Row[] = []
  const records: LayerCounts[] = []
  const out: Buffer[] = []
  for (const { format, open } of watch.finish()) {
    const written: Buffer[] = []
    const context = {
      valuesAt,
      packet: createFrameRewriter(epochs),
      write: (b: Uint8Array, at: number, end: number) =>
        void written.push(Buffer.from(b.subarray(at, end))),
      row: (table: (typeof flows.tables)[0], cells: readonly unknown[]) => {
        const pairs = table.columns.map((c, i) => [c.name, cells[i]] as const)
        rows.push(Object.fromEntries(pairs.filter(([, v]) => v !== null)))
      },
    }
    records.push((await runLayer(open(), flows, format, context, () => undefined)).counts)
    out.push(Buffer.concat(written))
  }
  return { counts: watch.counts, rows, records, out }
}

/** A packet that brings a datagram. */
function packet(datagram: Uint8Array, seconds = SECONDS, port = 2055, src = SRC, from = 50_000) {
  const bytes = Buffer.from(eth(0x0800, ipv4(17, udp(from, port, [...datagram]), { src })))
  return { linkType: 1, bytes, seconds }
}

/** Where the time, the sequence number and the domain of a message stand. */
const PLACES: Readonly<Record<number, readonly [number, number, number]>> = {
  5: [8, 16, 20],
  9: [8, 12, 16],
  10: [4, 8, 12],
}

/** The same message, sent later, with other sets where these are given. */
function later(m: Buffer, n: number, sets?: Buffer, domain?: number): Buffer {
  const [time, sequence, domainAt] = PLACES[m.readUInt16BE(0)]
  const size = m.readUInt16BE(0) === 9 ? 20 : 16
  const own = sets === undefined ? Buffer.from(m) : Buffer.concat([m.subarray(0, size), sets])
  own.writeUInt32BE(own.readUInt32BE(time) + n, time)
  own.writeUInt32BE(own.readUInt32BE(sequence) + n, sequence)
  if (domain !== undefined) own.writeUInt32BE(domain, domainAt)
  if (size === 16 && m.readUInt16BE(0) === 10) own.writeUInt16BE(own.length, 2)
  return own
}

/** The second datagram of an agent: the next, a second later. */
function nextSample(): Buffer {
  const own = Buffer.from(sflowSample)
  own.writeUInt32BE(own.readUInt32BE(16) + 1, 16)
  own.writeUInt32BE(own.readUInt32BE(20) + 1000, 20)
  return own
}

/** A row without the column that says who has sent it. */
function withoutSender(row: Row): Row {
  const { other, ...rest } = row
  const { exporterIPv4Address: sender, ...others } = JSON.parse(String(other)) as Row
  expect(sender).toBe(changed(SRC))
  return Object.keys(others).length === 0 ? rest : { ...rest, other: JSON.stringify(others) }
}

/** A row without what files of samples do not say. */
function withoutTimes({ flowStartNanoseconds, flowEndNanoseconds, ...rest }: Row): Row {
  expect(flowEndNanoseconds).toBe(flowStartNanoseconds)
  return rest
}

const balanced = ({ datagrams: d }: ExportCounts): boolean =>
  d.in === d.out + Object.values(d.dropped).reduce((a, b) => a + b, 0)

describe('flows in packets', () => {
  it.each([
    ['NetFlow 5', [netflow5, later(netflow5, 2)]],
    ['NetFlow 9', [netflow9, later(netflow9, 1)]],
    ['IPFIX', [rfc7011, later(rfc7011, 3)]],
    ['IPFIX with lists', [ipfixRich, later(ipfixRich, 3)]],
    ['sFlow', [sflowSample, nextSample()]],
  ])('%s gives the rows of a file of the same datagrams', async (_, datagrams) => {
    const file = runOver(flows, Buffer.concat(datagrams), {
      context: { packet: createFrameRewriter(epochs) },
    })
    const taken = await take(datagrams.map((d, i) => packet(d, SECONDS + i)))
    const isTimed = datagrams[0] !== sflowSample
    expect(taken.counts).toEqual({ exporters: 1, datagrams: { in: 2, out: 2, dropped: {} } })
    expect(taken.rows.length).toBeGreaterThan(0)
    expect(taken.rows.map((r) => withoutSender(isTimed ? r : withoutTimes(r)))).toEqual(file.rows)
    expect(taken.records).toEqual([file.run.counts])
    expect(taken.out).toEqual([file.out])
  })

  it('each ends where its packet ends, however it is padded', async () => {
    const padded = Buffer.concat([netflow9, Buffer.alloc(2)])
    const { records, counts } = await take([packet(padded), packet(later(netflow9, 1))])
    expect(counts.datagrams.out).toBe(2)
    expect(records[0].records).toEqual({ in: 4, out: 4, dropped: {} })
  })

  it('samples have the time of their packet, since they have none of their own', async () => {
    const both = [packet(sflowSample), packet(nextSample(), SECONDS + 1)]
    const { rows } = await take(both)
    const times = [SECONDS, SECONDS + 1].map((s) => moved(BigInt(s) * 1_000_000_000n))
    expect(rows.map((r) => r.flowStartNanoseconds)).toEqual(times)
    expect(rows.map((r) => r.flowEndNanoseconds)).toEqual(times)
    // Where times do not leave, none of these does; their keys are those of their epoch.
    const policy = profilePolicy('partner')
    const still = { ...policy, rules: { ...policy.rules, time: { transform: 'suppress' } } }
    const asked: number[] = []
    const without = await take(both, undefined, (seconds) => {
      asked.push(seconds)
      return createValues(still as Policy, keyring(3))
    })
    expect(without.rows.map((r) => r.flowStartNanoseconds)).toEqual([undefined, undefined])
    expect(asked).toEqual([Number.NaN, SECONDS, SECONDS + 1])
  })

  it('an exporter of IPv6 is named by its address too', async () => {
    const bytes = Buffer.from(eth(0x86dd, ipv6(17, udp(50_000, 9999, [...rfc7011]))))
    const { rows } = await take([{ linkType: 1, bytes, seconds: SECONDS }])
    const sender = changed('2607:f8b0::1')
    for (const row of rows) {
      expect(JSON.parse(String(row.other))).toMatchObject({ exporterIPv6Address: sender })
    }
    expect(rows).toHaveLength(3)
  })

  it('each exporter and domain has templates of its own, which may come late', async () => {
    const sets = (hex: string): Buffer => Buffer.from(hex.replace(/\s/g, ''), 'hex')
    const template = (a: string, b: string) => sets(`0000 0010 0100 0002 ${a} 0004 ${b} 0004`)
    const data = sets('0100 000c c0000201 00000007')
    const flow = template('0008', '0001')
    const count = template('0001', '0008')
    const send = (n: number, s: Buffer, domain: number, src: string) =>
      packet(later(netflow9, n, s, domain), SECONDS + n, 9995, src)
    const [one, two] = ['192.0.2.66', '192.0.2.77']
    const { rows, counts } = await take([
      send(0, data, 1, one),
      send(0, data, 1, two),
      send(1, flow, 1, one),
      send(1, count, 1, two),
      send(2, count, 2, one),
      send(3, data, 2, one),
      send(4, data, 1, one),
    ])
    expect(counts).toEqual({ exporters: 2, datagrams: { in: 7, out: 7, dropped: {} } })
    const known = rows.map((r) => [
      r.sourceIPv4Address,
      r.octetDeltaCount,
      JSON.parse(`${r.other}`),
    ])
    const by = (src: string) => ({ exporterIPv4Address: changed(src) })
    const source = changed('192.0.2.1')
    const swapped = changed('0.0.0.7')
    expect(known).toEqual([
      [source, 7n, by(one)],
      [swapped, 0xc0000201n, by(one)],
      [source, 7n, by(one)],
      [swapped, 0xc0000201n, by(two)],
    ])
  })

  it('packets keep nothing of what they bring but the head', async () => {
    const frames = [packet(netflow5), packet(later(netflow5, 2), SECONDS + 2)]
    const batch = batchOf(frames, 0)
    rewriteBatch(createRewriter(epochs, [createExportWatch(memorySpill())]), batch)
    for (let i = 0; i < 2; i++) expect(batch.length[i]).toBeLessThanOrEqual(14 + 20 + 8 + 24)
  })
})

describe('a datagram', () => {
  it('alone is one of an exporter only where its time is that of its packet', async () => {
    const near = await take([packet(netflow5, SECONDS + 60)])
    expect(near.counts.datagrams).toEqual({ in: 1, out: 1, dropped: {} })
    const far = await take([packet(netflow5, SECONDS + 61)])
    expect(far.counts).toEqual({
      exporters: 0,
      datagrams: { in: 1, out: 0, dropped: { unconfirmed: 1 } },
    })
    expect(far.rows).toEqual([])
    const sample = await take([packet(sflowSample)])
    expect(sample.counts.datagrams.dropped).toEqual({ unconfirmed: 1 })
  })

  it('alone is one of an exporter where its port is that of its format', async () => {
    const out = async (datagram: Buffer, port: number) =>
      (await take([packet(datagram, 0, port)])).counts.datagrams.out
    expect([await out(sflowSample, 6343), await out(rfc7011, 4739)]).toEqual([1, 1])
    expect([await out(sflowSample, 4739), await out(rfc7011, 6343)]).toEqual([0, 0])
    expect([await out(netflow5, 4739), await out(netflow5, 6343)]).toEqual([0, 0])
  })

  it('is borne out by one that goes on where it ended, also played back', async () => {
    const played = (n: number, ...more: number[]) =>
      take([netflow5, ...more.map((i) => later(netflow5, i))].map((d, i) => packet(d, n + 60 * i)))
    expect((await played(0, 2)).counts.datagrams.out).toBe(2)
    // The same again, one from before, and one from far away are no witnesses.
    for (const n of [0, -2, (1 << 20) + 1]) {
      expect((await played(0, n)).counts.datagrams).toMatchObject({ in: 2, out: 0 })
    }
    const twice = await take([packet(netflow5, 0), packet(netflow5, 0)])
    expect(twice.counts.datagrams.out).toBe(0)
    const other = later(netflow9, 1, netflow9.subarray(20), 5)
    const two = await take([packet(netflow9, 0), packet(other, 1)])
    expect(two.counts.datagrams.dropped).toEqual({ unconfirmed: 2 })
    // Samples have no time: their agent's clock has to go on with the capture's.
    const late = await take([packet(sflowSample, 0), packet(nextSample(), 7)])
    expect(late.counts.datagrams.out).toBe(0)
    const good = await take([packet(sflowSample, 0), packet(nextSample(), 6)])
    expect(good.counts.datagrams.out).toBe(2)
  })

  it('that was cut is dropped by reason, and so is one that does not fit', async () => {
    const whole = packet(netflow9)
    const bytes = whole.bytes.subarray(0, 100)
    const cut = await take([whole, { ...whole, bytes }], (wire) => {
      wire[1] = whole.bytes.length
    })
    expect(cut.counts.datagrams).toEqual({ in: 2, out: 1, dropped: { cut: 1 } })
    const payload = udp(50_000, 2055, [...netflow9]).slice(0, 64)
    const fragment = Buffer.from(eth(0x0800, ipv4(17, payload, { src: SRC, fragment: 0x2000 })))
    const parts = await take([whole, { ...whole, bytes: fragment }])
    expect(parts.counts.datagrams).toEqual({ in: 2, out: 1, dropped: { fragment: 1 } })
    const entire = udp(50_000, 2055, [...netflow9])
    const first = Buffer.from(eth(0x0800, ipv4(17, entire, { src: SRC, fragment: 0x2000 })))
    const more = await take([whole, { ...whole, bytes: first }])
    expect(more.counts.datagrams).toEqual({ in: 2, out: 1, dropped: { fragment: 1 } })
    const broken = Buffer.from(netflow9)
    broken.writeUInt16BE(0x2d, 22)
    const odd = await take([packet(broken), whole, packet(broken)])
    expect(odd.counts.datagrams).toEqual({ in: 2, out: 1, dropped: { malformed: 1 } })
  })

  it('that an error quotes is not read again', async () => {
    const inner = ipv4(17, udp(50_000, 2055, [...netflow5]), { src: SRC })
    const error = [3, 3, 0, 0, 0, 0, 0, 0, ...inner]
    const bytes = Buffer.from(eth(0x0800, ipv4(1, error, { src: '192.0.2.200' })))
    const { counts } = await take([packet(netflow5), { linkType: 1, bytes, seconds: SECONDS }])
    expect(counts.datagrams).toEqual({ in: 1, out: 1, dropped: {} })
  })

  it('of more exporters than are told apart is dropped', async () => {
    const frames = Array.from({ length: 1030 }, (_, i) =>
      packet(netflow5, SECONDS, 2055, SRC, 10_000 + i),
    )
    const { counts } = await take(frames)
    expect(counts).toEqual({
      exporters: 1024,
      datagrams: { in: 1030, out: 1024, dropped: { 'too-many-exporters': 6 } },
    })
  })

  it('waits in bounded memory', () => {
    const head = Buffer.from(netflow5.subarray(0, 24))
    head.writeUInt16BE(24, 2)
    const long = Buffer.concat([head, ...new Array(12).fill(netflow5.subarray(24))])
    const waiting = (d: Buffer) => {
      const watch = createExportWatch()
      const one = (_: unknown, i: number) => packet(d, 0, 2055, `192.0.${2 + (i >> 8)}.${i & 255}`)
      rewriteBatch(createRewriter(epochs, [watch]), batchOf(Array.from({ length: 5000 }, one), 0))
      const { unconfirmed } = watch.counts.datagrams.dropped
      watch.finish()
      expect(watch.counts.datagrams).toEqual({ in: 5000, out: 0, dropped: { unconfirmed: 5000 } })
      return 5000 - unconfirmed
    }
    expect(waiting(netflow5)).toBe(4096)
    expect(waiting(long)).toBe(Math.floor(2 ** 22 / long.length))
  })
})

describe('other packets', () => {
  /** Words of other protocols that begin as exporters' datagrams do. */
  const others: readonly [string, number[]][] = [
    ['an answer of DNS with the identifier 10', [0, 10, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0]],
    ['a question of DNS with the identifier 9', [0, 9, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]],
    ['an error of TFTP', [0, 5, 0, 1, ...Buffer.from('File not found\0')]],
    ['media of RTP', [0x80, 0x09, 0, 10, 0x65, 0x50, 0, 0, 0, 0, 0, 5]],
    ['a count of five', [0, 0, 0, 5, 0, 0, 0, 1, 192, 0, 2, 1]],
  ]

  it.each(others)('%s is none of an exporter', async (_, start) => {
    const [port, rest] = [7777, [...Buffer.alloc(60, 0x61)]]
    const frames = Array.from({ length: 20 }, (_none, i) =>
      packet(Buffer.from([...start, ...rest, i]), SECONDS + i, port),
    )
    const { counts } = await take(frames)
    expect(counts.exporters).toBe(0)
    expect(counts.datagrams.out).toBe(0)
  })

  it('of all protocols that are known are none', async () => {
    const { counts } = await take(all)
    expect(all.length).toBeGreaterThan(100)
    // One of them is a message of IPFIX, at the port of IPFIX.
    expect(counts.exporters).toBe(1)
    const rest = all.filter(({ bytes }) => (bytes[36] << 8) + bytes[37] !== 4739)
    expect([rest.length, (await take(rest)).counts.exporters]).toEqual([all.length - 1, 0])
  })

  it('of chance are none', async () => {
    const bytes = fc.uint8Array({ minLength: 20, maxLength: 200 })
    const starts = fc.constantFrom([0, 5], [0, 9], [0, 10], [0, 0, 0, 5, 0, 0, 0, 1])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(starts, bytes), { maxLength: 20 }), async (list) => {
        const frames = list.map(([start, rest], i) =>
          packet(Buffer.from([...start, ...rest]), SECONDS + i, 2055),
        )
        const { counts, rows } = await take(frames)
        expect(rows).toEqual([])
        expect(balanced(counts)).toBe(true)
      }),
      { numRuns: 300, seed: 20261126 },
    )
  })

  it('hostile datagrams are counted, whatever is changed in them', async () => {
    const kinds = [netflow5, netflow9, rfc7011, ipfixRich, sflowSample]
    const change = fc.tuple(fc.nat(400), fc.nat(255))
    const one = fc.tuple(fc.constantFrom(...kinds), fc.array(change, { maxLength: 6 }), fc.nat(9))
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 12 }), async (list) => {
        const frames = list.map(([kind, changes, n], i) => {
          const d = kind === sflowSample ? nextSample() : later(kind, n)
          for (const [at, value] of changes) if (at > 1 && at < d.length) d[at] = value
          return packet(d, SECONDS + i)
        })
        const { counts, records } = await take(frames)
        expect(balanced(counts)).toBe(true)
        expect(counts.datagrams.in).toBeLessThanOrEqual(list.length)
        for (const { records: r } of records) {
          expect(r.in).toBe(r.out + Object.values(r.dropped).reduce((a, b) => a + b, 0))
          // Frames of UDP that fit have been told apart: nothing is lost between them.
          expect(r.dropped['lost-framing']).toBeUndefined()
        }
      }),
      { numRuns: 200, seed: 20261126 },
    )
  })
})
