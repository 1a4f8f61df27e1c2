/** Writing captures: exact bytes, round trips, and that nothing but the records gets out. */
import fc from 'fast-check'
import { decompress } from 'fzstd'
import { describe, expect, it } from 'vitest'
import { ScrimError } from '../../src/bytes/errors.js'
import { type Batch, createBatch } from '../../src/capture/batch.js'
import { createPcapWriter } from '../../src/capture/write-pcap.js'
import { createPcapngWriter } from '../../src/capture/write-pcapng.js'
import type { CaptureWriter } from '../../src/capture/writer.js'
import { createZstdSink } from '../../src/capture/zstd-sink.js'
import { enhanced, face, option, readBytes, section, words } from './made.js'

interface Item {
  data: Uint8Array
  wire: number
  seconds: number
  nanos: number
  iface: number
  dropped: boolean
}

const links = [1, 101, 113]

/** A batch whose records lie apart, with other bytes between them. */
function batchOf(items: Item[], faces = links): Batch {
  const size = items.reduce((n, item) => n + item.data.length + 8, 16)
  const batch = createBatch(size, items.length + 1)
  batch.bytes.fill(0xee)
  batch.interfaces = faces.map((linkType) => ({ linkType, snapLength: 0, name: 'wlx08beac0b176e' }))
  let at = 3
  for (const [i, item] of items.entries()) {
    batch.bytes.set(item.data, at)
    batch.at[i] = at
    batch.length[i] = item.dropped ? -1 : item.data.length
    batch.wire[i] = item.wire
    batch.seconds[i] = item.seconds
    batch.nanos[i] = item.nanos
    batch.iface[i] = item.iface
    at += item.data.length + 7
  }
  batch.count = items.length
  return batch
}

function write(writer: CaptureWriter, ...batches: Batch[]): Buffer {
  const parts: Buffer[] = []
  const sink = (b: Uint8Array): void => void parts.push(Buffer.from(b))
  for (const batch of batches) writer.encode(batch, sink)
  writer.finish(sink)
  return Buffer.concat(parts)
}

function made(data: string, iface = 0, seconds = 1, nanos = 2): Item {
  const bytes = Buffer.from(data, 'hex')
  return { data: bytes, wire: bytes.length + 4, seconds, nanos, iface, dropped: false }
}

const items = fc.array(
  fc.record({
    data: fc.uint8Array({ maxLength: 200 }),
    wire: fc.integer({ min: 200, max: 1 << 20 }),
    seconds: fc.oneof(
      fc.integer({ min: 0, max: 0xffffffff }),
      fc.constantFrom(0, 65535, 65536, 1_700_000_000, 4_294_967_295),
    ),
    nanos: fc.integer({ min: 0, max: 999_999_999 }),
    iface: fc.integer({ min: 0, max: 2 }),
    dropped: fc.boolean(),
  }),
  { maxLength: 40 },
)

function kept(list: Item[]): unknown[] {
  return list
    .filter((i) => !i.dropped)
    .map((i) => [Buffer.from(i.data).toString('hex'), i.wire, i.seconds, i.nanos, links[i.iface]])
}

async function written(file: Buffer): Promise<unknown[]> {
  const { records, dropped } = await readBytes(file)
  expect(dropped).toEqual({})
  return records.map((r) => [r.data, r.wire, r.seconds, r.nanos, r.linkType])
}

describe('createPcapngWriter', () => {
  it('writes these bytes and no others', () => {
    const batch = batchOf([
      made('0102030405', 2),
      made('0607', 0),
      { ...made('08'), dropped: true },
    ])
    const nanoseconds = option(true, 9, Buffer.of(9))
    const end = words(true, [4, 0])
    const named = (id: number): Buffer => {
      const name = option(true, 2, Buffer.from(`if${id}`))
      return Buffer.concat([name, nanoseconds, end])
    }
    const comment = Buffer.concat([option(true, 1, Buffer.from('policy sha256:00')), end])
    const want = [
      section(true, comment),
      face(true, 113, 0, named(0)),
      enhanced(true, 0, 1_000_000_002n, Buffer.from('0102030405', 'hex'), 9),
      face(true, 1, 0, named(1)),
      enhanced(true, 1, 1_000_000_002n, Buffer.from('0607', 'hex'), 6),
    ]
    const got = write(createPcapngWriter({ comment: 'policy sha256:00' }), batch)
    expect(got.toString('hex')).toBe(Buffer.concat(want).toString('hex'))
  })

  it('writes a snap length that is one, and no other number', () => {
    for (const [snap, want] of [
      [1 << 18, 1 << 18],
      [0x8d8edceb, 0],
    ]) {
      const batch = batchOf([made('08')])
      batch.interfaces[0] = { linkType: 1, snapLength: snap, name: '' }
      const file = write(createPcapngWriter(), batch)
      const interfaceAt = file.readUInt32LE(4)
      expect(file.readUInt32LE(interfaceAt + 12)).toBe(want)
    }
  })

  it('gives back what went in', async () => {
    await fc.assert(
      fc.asyncProperty(items, items, async (a, b) => {
        const file = write(createPcapngWriter(), batchOf(a), batchOf(b))
        expect(await written(file)).toEqual([...kept(a), ...kept(b)])
      }),
      { numRuns: 40, seed: 2 },
    )
  })

  it('pads with zeros, never with bytes that lie behind a record or were there before', () => {
    for (let n = 0; n < 140; n++) {
      const batch = batchOf([{ ...made(''), data: Buffer.alloc(n, 0x11) }])
      const writer = createPcapngWriter()
      writer.encode(batchOf([{ ...made(''), data: Buffer.alloc(300, 0xcc) }]), () => {})
      const first: number[] = []
      writer.finish((b) => void first.push(b.length))
      const file = write(writer, batch)
      expect(file.length).toBe(32 + ((n + 3) & ~3))
      expect(file.subarray(28, 28 + n).every((v) => v === 0x11)).toBe(true)
      expect(file.subarray(28 + n, file.length - 4).every((v) => v === 0)).toBe(true)
    }
  })

  it('writes more than its buffer holds, in order', async () => {
    const data = Buffer.alloc(1500, 7)
    const list = Array.from({ length: 2000 }, (_, i) => ({ ...made('', 0, i), data, wire: 1500 }))
    const sizes: number[] = []
    const writer = createPcapngWriter()
    writer.encode(batchOf(list), (b) => void sizes.push(b.length))
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1 << 20)
    const all = await written(write(createPcapngWriter(), batchOf(list)))
    expect(all).toEqual(kept(list))
  })

  it('clamps and counts times that 64 bits of nanoseconds cannot hold', async () => {
    const writer = createPcapngWriter()
    const batch = batchOf([made('01', 0, -5), made('02', 0, 3e10), made('03', 0, 7)])
    const all = (await written(write(writer, batch))) as number[][]
    expect(all.map((r) => r[2])).toEqual([0, 18446744073, 7])
    expect([writer.timesClamped, writer.records]).toEqual([2, 3])
  })

  it('cuts a comment that is too long at a character', async () => {
    const file = write(createPcapngWriter({ comment: 'ä'.repeat(40_000) }))
    expect(file.readUInt16LE(26)).toBe(65534)
    expect((await readBytes(file)).dropped).toEqual({})
  })
})

describe('createPcapWriter', () => {
  it('writes these bytes and no others', () => {
    const header = [
      [4, 0xa1b23c4d],
      [2, 2],
      [2, 4],
      [4, 0],
      [4, 0],
      [4, 262144],
      [4, 113],
    ] as const
    const record = [
      [4, 1],
      [4, 2],
      [4, 5],
      [4, 9],
    ] as const
    const data = Buffer.from('0102030405', 'hex')
    const want = Buffer.concat([words(true, ...header), words(true, ...record), data])
    const got = write(createPcapWriter(), batchOf([made('0102030405', 2)]))
    expect(got.toString('hex')).toBe(want.toString('hex'))
  })

  it('gives back what went in', async () => {
    await fc.assert(
      fc.asyncProperty(items, async (list) => {
        const one = list.map((i) => ({ ...i, iface: 1 }))
        expect(await written(write(createPcapWriter(), batchOf(one)))).toEqual(kept(one))
      }),
      { numRuns: 40, seed: 3 },
    )
  })

  it('refuses a second link type, and says what to do', () => {
    const batch = batchOf([made('01', 0), made('02', 1)])
    expect(() => write(createPcapWriter(), batch)).toThrow(
      new ScrimError(
        'output',
        'pcap holds one link type only: this trace has 1 and 101',
        'write pcapng instead',
      ),
    )
    expect(() => write(createPcapWriter({ linkType: 113 }), batchOf([made('01')]))).toThrow(/113/)
  })

  it('writes a header also when no record comes', async () => {
    expect((await readBytes(write(createPcapWriter({ linkType: 101 })))).records).toEqual([])
    expect(write(createPcapWriter()).length).toBe(24)
  })

  it('clamps and counts times that 32 bits of seconds cannot hold', async () => {
    const writer = createPcapWriter()
    const all = (await written(
      write(writer, batchOf([made('', 0, -1), made('', 0, 2 ** 33)])),
    )) as number[][]
    expect(all.map((r) => [r[2], r[3]])).toEqual([
      [0, 0],
      [4294967295, 999999999],
    ])
    expect(writer.timesClamped).toBe(2)
  })
})

describe('createZstdSink', () => {
  it('packs into frames that our reader unpacks', async () => {
    const data = Buffer.alloc(1500, 7)
    const list = Array.from({ length: 3000 }, (_, i) => ({ ...made('', 0, i), data, wire: 1500 }))
    const frames: Uint8Array[] = []
    const zstd = await createZstdSink((b) => void frames.push(b))
    const writer = createPcapngWriter()
    writer.encode(batchOf(list), zstd.write)
    writer.finish(zstd.write)
    zstd.finish()
    expect(frames.length).toBe(2)
    for (const frame of frames) expect(Buffer.from(frame).readUInt32LE(0)).toBe(0xfd2fb528)
    expect(await written(Buffer.concat(frames))).toEqual(kept(list))
  })

  it('packs what it was given while others are made', async () => {
    const data = Buffer.alloc(60_000, 'one line\n')
    for (let round = 0; round < 3; round++) {
      const frames: Uint8Array[][] = [[], [], []]
      const sinks = frames.map((list) => createZstdSink((b) => void list.push(b)))
      const first = await sinks[0]
      first.write(data)
      first.finish()
      for (const sink of await Promise.all(sinks.slice(1))) {
        sink.write(data)
        sink.finish()
      }
      for (const [frame] of frames) expect(data.equals(decompress(frame))).toBe(true)
    }
  })
})
