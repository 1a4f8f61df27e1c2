/** Reading pcapng: blocks written by hand in both byte orders, and damage at every place. */
import { describe, expect, it } from 'vitest'
import { block, enhanced, face, option, readBytes, section, words } from './made.js'

const data = Buffer.from('000102030405060708', 'hex')
const orders = [true, false]

function resolution(little: boolean, value: number): Buffer {
  return option(little, 9, Buffer.of(value))
}

describe('createPcapngFramer', () => {
  it('reads enhanced packets in both byte orders', async () => {
    for (const little of orders) {
      const file = [
        section(little),
        face(little, 1),
        enhanced(little, 0, 1700000000123456n, data, 99),
      ]
      const read = await readBytes(Buffer.concat(file))
      expect(read.records).toEqual([
        {
          data: data.toString('hex'),
          wire: 99,
          seconds: 1700000000,
          nanos: 123456000,
          linkType: 1,
          iface: 0,
        },
      ])
      expect([read.dropped, read.notices]).toEqual([{}, []])
    }
  })

  it('believes no length on the wire that no frame has', async () => {
    for (const little of orders) {
      const simple = block(little, 3, words(little, [4, 0x8d8edceb]), data)
      const packet = enhanced(little, 0, 0n, data, 0x8d8edceb)
      const { records } = await readBytes(
        Buffer.concat([section(little), face(little, 1), simple, packet]),
      )
      expect(records.map((r) => r.wire)).toEqual(records.map((r) => r.data.length / 2))
    }
  })

  it('reads obsolete packets', async () => {
    for (const little of orders) {
      const fixed = words(little, [2, 1], [2, 7], [4, 0], [4, 5_000_001], [4, 9], [4, 60])
      const file = [
        section(little),
        face(little, 1),
        face(little, 101),
        block(little, 2, fixed, data),
      ]
      const [seen] = (await readBytes(Buffer.concat(file))).records
      expect([seen.linkType, seen.seconds, seen.nanos, seen.wire]).toEqual([101, 5, 1000, 60])
      expect(seen.data).toBe(data.toString('hex'))
    }
  })

  it('reads simple packets: cut at the snap length, at the time of the packet before', async () => {
    for (const little of orders) {
      const simple = block(little, 3, words(little, [4, 9]), data.subarray(0, 5))
      const short = block(little, 3, words(little, [4, 3]), data.subarray(0, 3))
      const packet = enhanced(little, 0, 7_000_000n, data)
      const file = [section(little), face(little, 1, 5), simple, packet, short]
      const { records } = await readBytes(Buffer.concat(file))
      expect(records.map((r) => [r.data, r.wire, r.seconds])).toEqual([
        ['0001020304', 9, 0],
        [data.toString('hex'), 9, 7],
        ['000102', 3, 7],
      ])
    }
  })

  it('keeps sections, their byte orders and their interfaces apart', async () => {
    const file = [
      section(true),
      face(true, 1),
      face(true, 105, 0, resolution(true, 9)),
      enhanced(true, 1, 1_000_000_001n, data),
      section(false),
      face(false, 113, 0, resolution(false, 3)),
      enhanced(false, 0, 2001n, data),
      section(true),
      enhanced(true, 0, 0n, data),
    ]
    const read = await readBytes(Buffer.concat(file))
    expect(read.records.map((r) => [r.iface, r.linkType, r.seconds, r.nanos])).toEqual([
      [1, 105, 1, 1],
      [2, 113, 2, 1_000_000],
    ])
    expect(read.dropped).toEqual({ 'unknown-interface': 1 })
    expect(read.description).toContain('3 sections')
  })

  it('adds if_tsoffset', async () => {
    const offset = Buffer.alloc(8)
    offset.writeBigInt64LE(-100n)
    const file = [section(true), face(true, 1, 0, option(true, 14, offset))]
    const read = await readBytes(Buffer.concat([...file, enhanced(true, 0, 150_000_000n, data)]))
    expect(read.records[0].seconds).toBe(50)
  })

  it('passes over other blocks, also larger than memory for a batch, and all options', async () => {
    const comment = option(true, 1, Buffer.from('who reads this'))
    const fixed = words(true, [4, 0], [4, 0], [4, 1], [4, 9], [4, 9])
    const padded = Buffer.concat([data, Buffer.alloc(3)])
    const file = [
      section(true, comment),
      block(true, 10, Buffer.alloc(200_000, 0xaa)),
      face(true, 1, 0, Buffer.concat([comment, option(true, 2, Buffer.from('eth0'))])),
      block(true, 4, Buffer.alloc(40)),
      block(true, 6, fixed, padded, comment, words(true, [4, 0])),
      block(true, 5, Buffer.alloc(12)),
      block(true, 0x0bad, Buffer.from('secret')),
      enhanced(true, 0, 2n, data),
    ]
    for (const step of [1, 1000, undefined]) {
      const read = await readBytes(Buffer.concat(file), step)
      expect(read.records.map((r) => r.data)).toEqual([data.toString('hex'), data.toString('hex')])
      expect(read.dropped).toEqual({})
    }
  })

  it('counts a packet whose length does not fit its block, and reads on', async () => {
    const bad = words(true, [4, 0], [4, 0], [4, 1], [4, 10_000], [4, 10_000])
    const file = [
      section(true),
      face(true, 1),
      block(true, 6, bad, data),
      enhanced(true, 0, 1n, data),
    ]
    const read = await readBytes(Buffer.concat(file))
    expect([read.records.length, read.dropped]).toEqual([1, { 'bad-record-length': 1 }])
  })

  it('stops, counted and told, at a block whose length makes no sense', async () => {
    const good = Buffer.concat([section(true), face(true, 1), enhanced(true, 0, 1n, data)])
    const wrongs = {
      'claims 8 bytes': words(true, [4, 6], [4, 8], [4, 8]),
      'two different lengths': Buffer.concat([
        enhanced(true, 0, 1n, data).subarray(0, -4),
        words(true, [4, 48]),
      ]),
      'no byte-order mark': Buffer.concat([
        words(true, [4, 0x0a0d0d0a], [4, 28]),
        Buffer.alloc(20),
      ]),
    }
    for (const [why, bytes] of Object.entries(wrongs)) {
      const read = await readBytes(Buffer.concat([good, bytes, enhanced(true, 0, 1n, data)]))
      expect([read.records.length, read.dropped], why).toEqual([1, { 'unreadable-rest': 1 }])
      expect(read.notices[0]).toContain(why)
    }
  })

  it('passes over a packet that is too large and reads on', async () => {
    const file = [section(true), face(true, 1), enhanced(true, 0, 1n, Buffer.alloc(400_000))]
    const read = await readBytes(Buffer.concat([...file, enhanced(true, 0, 1n, data)]))
    expect([read.records.length, read.dropped]).toEqual([1, { 'record-too-large': 1 }])
  })

  it('loses nothing silently, at whatever byte the file ends', async () => {
    const parts = [
      section(true),
      face(true, 1),
      enhanced(true, 0, 1n, data),
      block(true, 5, Buffer.alloc(20)),
      enhanced(true, 0, 2n, data),
    ]
    const whole = Buffer.concat(parts)
    const ends = parts.map((_, i) => Buffer.concat(parts.slice(0, i + 1)).length)
    for (let n = 24; n <= whole.length; n++) {
      const read = await readBytes(whole.subarray(0, n))
      const packets = (n >= ends[2] ? 1 : 0) + (n >= ends[4] ? 1 : 0)
      expect(read.records.length, `${n}`).toBe(packets)
      expect(read.dropped, `${n}`).toEqual(ends.includes(n) ? {} : { 'truncated-record': 1 })
    }
  })

  it('refuses a first section that cannot be read', async () => {
    const whole = section(true)
    for (let n = 4; n < 24; n++) {
      await expect(readBytes(whole.subarray(0, n))).rejects.toThrow(/cut short/)
    }
    const version = Buffer.from(whole)
    version.writeUInt16LE(2, 12)
    await expect(readBytes(version)).rejects.toThrow(/^made: a section header says version 2.0/)
    const marks = Buffer.from(whole)
    marks.writeUInt32LE(0, 8)
    await expect(readBytes(marks)).rejects.toThrow(/^made: .*byte-order/)
  })
})
