/** Windows of zstd frames: told before any memory is taken, wherever chunks end. */

import { beforeAll, describe, expect, it } from 'vitest'
import { type Compress, loadZstd } from '../../src/capture/zstd-sink.js'
import { walkFrames } from '../../src/sources/zstd-frames.js'
import { enhanced, face, readBytes, section } from '../capture/made.js'

let compress: Compress
beforeAll(async () => {
  compress = await loadZstd()
})

const magic = [0x28, 0xb5, 0x2f, 0xfd]
/** A frame by hand: one raw, last block of three bytes. */
const body = [0x19, 0, 0, 1, 2, 3]
const frame = (...header: number[]): Uint8Array => Uint8Array.from([...magic, ...header, ...body])
const skippable = Uint8Array.from([0x5f, 0x2a, 0x4d, 0x18, 5, 0, 0, 0, 0x28, 0xb5, 0x2f, 0xfd, 0])

/** Gives bytes in chunks of a size. */
function give(bytes: Uint8Array, step: number): void {
  const watch = walkFrames('a.zst')
  for (let i = 0; i < bytes.length; i += step) watch(bytes.subarray(i, i + step))
}

/** RFC 8878 §3.1.1.1.2: exponent and mantissa of a window. */
const windowOf = (exponent: number, mantissa: number) => frame(0, (exponent << 3) | mantissa)
const small = windowOf(0, 0)
const cases: [string, Uint8Array, RegExp][] = [
  ['128 MiB and an eighth', windowOf(17, 1), /144 MiB, at most 128 MiB/],
  ['the largest there is', windowOf(31, 7), /3932160 MiB/],
  ['a segment of 256 MiB in four bytes', frame(0xa0, 0, 0, 0, 0x10), /256 MiB/],
  ['a segment of 4 TiB in eight bytes', frame(0xe0, 0, 0, 0, 0, 0, 4, 0, 0), /4194304 MiB/],
  ['one behind a dictionary', frame(0x03, 31 << 3, 9, 9, 9, 9), /2097152 MiB/],
  ['one behind another frame', Buffer.concat([small, windowOf(20, 0)]), /1024 MiB/],
  ['one behind a skipped frame', Buffer.concat([skippable, windowOf(20, 0)]), /1024 MiB/],
]

describe('walkFrames', () => {
  it.each(cases)('refuses %s', (_, bytes, says) => {
    for (const step of [1, 2, 3, 5, 100]) expect(() => give(bytes, step)).toThrow(says)
  })

  it('takes what is allowed, with checksums, many blocks, and several frames', () => {
    const noise = Buffer.from(Array.from({ length: 400_000 }, (_, i) => (i * i * 7919) >>> 7))
    const packed = Buffer.from(compress(noise))
    const summed = Uint8Array.from([...frame(0x04, 0), 9, 9, 9, 9])
    const repeated = Uint8Array.from([...magic, 0, 0, 0x02, 0x10, 0, 7, ...body])
    const all = Buffer.concat([packed, summed, skippable, repeated, windowOf(17, 0), packed])
    for (const step of [1, 7, 8192]) expect(() => give(all, step)).not.toThrow()
    // and knows where it stands after all of that
    expect(() => give(Buffer.concat([all, windowOf(18, 0)]), 7)).toThrow(/256 MiB/)
  })

  it('gives where frames end, and with which checksum, wherever chunks end', () => {
    const summed = Uint8Array.from([...frame(0x04, 0), 1, 2, 3, 0x80])
    const all = Buffer.concat([small, summed, skippable, summed, small])
    const want = [
      [small.length, undefined],
      [small.length + summed.length, 0x80030201],
      [small.length + 2 * summed.length + skippable.length, 0x80030201],
      [all.length, undefined],
    ]
    for (const step of [1, 3, 8, 11, 1000]) {
      const walk = walkFrames('a.zst')
      const ends: unknown[] = []
      for (let i = 0; i < all.length; i += step) {
        for (const { at, checksum } of walk(all.subarray(i, i + step)))
          ends.push([i + at, checksum])
      }
      expect(ends.concat(ends.length === 3 ? [want[3]] : [])).toEqual(want)
    }
  })

  it('leaves what is no frame to the unpacker', () => {
    expect(() => give(Uint8Array.from([...small, 1, 2, 3, 4, ...windowOf(31, 0)]), 3)).not.toThrow()
  })
})

describe('a capture with a frame of gigabytes', () => {
  it('is refused, also behind one that can be read', async () => {
    const capture = Buffer.concat([section(true), face(true, 1), enhanced(true, 0, 1n, small)])
    const packed = Buffer.from(compress(capture))
    expect((await readBytes(packed)).records).toHaveLength(1)
    for (const bytes of [windowOf(31, 0), Buffer.concat([packed, windowOf(31, 0)])]) {
      await expect(readBytes(bytes)).rejects.toMatchObject({
        code: 'input',
        message: expect.stringContaining('asks for a window'),
      })
    }
  })
})
