/** Packed captures: members and frames that follow one another, and every place of a cut. */
import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Compress, loadZstd } from '../../src/capture/zstd-sink.js'
import { enhanced, face, type Read, readBytes, section } from '../capture/made.js'

/** Bytes that do not pack to nothing: a linear congruential generator. */
function noise(n: number): Buffer {
  let x = 1
  return Buffer.from(Array.from({ length: n }, () => (x = (x * 1103515245 + 12345) >>> 0) >>> 24))
}

const records = Array.from({ length: 300 }, (_, i) => enhanced(true, 0, BigInt(i), noise(i)))
const whole = Buffer.concat([section(true), face(true, 1), ...records])
const halves = [whole.subarray(0, 20_000), whole.subarray(20_000)]
let plain: Read
let compress: Compress

beforeAll(async () => {
  compress = await loadZstd()
  plain = await readBytes(whole)
})

const packers: Record<string, (b: Buffer) => Uint8Array> = {
  gzip: (b) => gzipSync(b),
  zstd: (b) => compress(b),
}

describe('unpack', () => {
  for (const [name, pack] of Object.entries(packers)) {
    it(`gives what was packed with ${name}`, async () => {
      for (const step of [5, 999, undefined]) {
        const read = await readBytes(pack(whole), step)
        expect(read.records).toEqual(plain.records)
        expect([read.dropped, read.notices]).toEqual([{}, []])
        expect(read.description).toContain(`(${name})`)
      }
    })

    it(`reads on where one ${name} member follows another`, async () => {
      const read = await readBytes(Buffer.concat(halves.map(pack)), 1000)
      expect(read.records).toEqual(plain.records)
      expect(read.dropped).toEqual({})
    })

    it(`keeps what comes before a cut in ${name} data, and counts the rest`, async () => {
      const packed = Buffer.concat(halves.map(pack))
      for (let n = packed.length - 1; n > 4; n -= 997) {
        const read = await readBytes(packed.subarray(0, n)).catch((e: Error) => e)
        if (read instanceof Error) {
          expect(read.name).toBe('ScrimError')
          expect(read.message).toMatch(/unpacked|cut short/)
          continue
        }
        expect(read.records).toEqual(plain.records.slice(0, read.records.length))
        expect(read.dropped).toEqual({ 'unreadable-rest': 1 })
        expect(read.notices[0]).toContain(`${name} data cannot be unpacked further`)
      }
      const nearly = await readBytes(packed.subarray(0, packed.length - 3))
      expect(nearly.records.length).toBeGreaterThan(100)
    })
  }

  it('passes over zeros behind gzip members, and reads those that follow', async () => {
    const zeros = Buffer.alloc(700)
    const [one, two] = halves.map((b) => gzipSync(b))
    for (const packed of [
      [one, two, zeros],
      [one, zeros, two, zeros],
      [one, two, zeros.subarray(699)],
    ]) {
      for (const step of [1, 512, undefined]) {
        const read = await readBytes(Buffer.concat(packed), step)
        expect(read.records).toEqual(plain.records)
        expect([read.dropped, read.notices]).toEqual([{}, []])
      }
    }
  })

  it('reads headers of gzip with a name, a comment, more and a checksum', async () => {
    const header = Buffer.from('1f8b081e0000000000030200abcd', 'hex')
    const more = Buffer.concat([header, Buffer.from('a name\0a comment\0'), Buffer.alloc(2)])
    const packed = Buffer.concat([more, gzipSync(whole).subarray(10)])
    for (const step of [1, undefined]) {
      expect((await readBytes(packed, step)).records).toEqual(plain.records)
    }
  })

  it('loses nothing that came before rubbish or a wrong checksum of gzip, and tells', async () => {
    const packed = gzipSync(whole)
    const wrong = Buffer.from(packed)
    wrong[packed.length - 8] ^= 1
    for (const [bytes, why] of [
      [Buffer.concat([packed, Buffer.from('rubbish')]), 'what follows is no gzip data'],
      [wrong, 'a checksum differs'],
    ] as const) {
      for (const step of [7, undefined]) {
        const read = await readBytes(bytes, step)
        expect(read.records).toEqual(plain.records)
        expect(read.dropped).toEqual({ 'unreadable-rest': 1 })
        expect(read.notices[0]).toContain(`cannot be unpacked further: ${why}`)
      }
    }
  })

  it('compares the checksums that zstd itself writes, of one frame and of several', async () => {
    const zstd = (b: Buffer): Buffer => execFileSync('zstd', ['-c', '-q'], { input: b })
    const packed = Buffer.concat([...halves.map(zstd), compress(whole.subarray(0, 0))])
    const bare = Buffer.concat([compress(halves[0]), zstd(halves[1])])
    for (const step of [1, 7, 999, undefined]) {
      for (const bytes of [packed, bare]) {
        const read = await readBytes(bytes, step)
        expect(read.records).toEqual(plain.records)
        expect([read.dropped, read.notices]).toEqual([{}, []])
      }
    }
    const first = zstd(halves[0])
    for (const at of [first.length - 1, first.length - 4]) {
      const wrong = Buffer.concat([first, zstd(halves[1])])
      wrong[at] ^= 1
      for (const step of [7, undefined]) {
        const read = await readBytes(wrong, step)
        expect(read.dropped).toEqual({ 'unreadable-rest': 1 })
        expect(read.notices[0]).toContain(
          'zstd data cannot be unpacked further: a checksum differs',
        )
        // What came before is given, right or wrong, and told; nothing behind it is read.
        expect(read.records.length).toBeGreaterThan(100)
        expect(read.records.length).toBeLessThan(plain.records.length)
      }
    }
    // A changed byte of a record is given as it is, and told.
    const loud = noise(3000)
    const one = zstd(Buffer.concat([section(true), face(true, 1), enhanced(true, 0, 1n, loud)]))
    const inside = one.indexOf(loud.subarray(1000, 1020))
    expect(inside).toBeGreaterThan(0)
    one[inside] ^= 1
    const read = await readBytes(one)
    expect(read.records).toHaveLength(1)
    expect(read.dropped).toEqual({ 'unreadable-rest': 1 })
    expect(read.notices[0]).toContain('a checksum differs')
  })

  it('keeps most of what comes before damage in a few kilobytes of gzip data', async () => {
    const small = whole.subarray(0, 12_000)
    const want = (await readBytes(small)).records
    const packed = gzipSync(small)
    const half = Buffer.concat([packed.subarray(0, packed.length / 2), Buffer.alloc(2000, 0xff)])
    const read = await readBytes(half)
    expect(read.records).toEqual(want.slice(0, read.records.length))
    expect(read.records.length).toBeGreaterThan(want.length / 3)
    expect(read.dropped).toEqual({ 'unreadable-rest': 1 })
  })

  it('passes over skippable zstd frames, also at the start', async () => {
    const skippable = Buffer.from('502a4d1805000000', 'hex')
    const frame = Buffer.concat([skippable, Buffer.from('hello')])
    const packed = Buffer.concat([frame, compress(halves[0]), frame, compress(halves[1])])
    expect((await readBytes(packed)).records).toEqual(plain.records)
  })

  it('unpacks twice where data was packed twice, and refuses to go on for ever', async () => {
    const twice = gzipSync(compress(whole))
    expect((await readBytes(twice)).description).toContain('(gzip, zstd)')
    let deep: Uint8Array = whole
    for (let i = 0; i < 6; i++) deep = gzipSync(deep)
    await expect(readBytes(deep)).rejects.toThrow(/no packet capture/)
  })
})
