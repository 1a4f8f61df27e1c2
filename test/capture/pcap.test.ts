/**
 * Reading pcap: every variant as bytes written by hand, and every way in which it can be damaged.
 */
import { describe, expect, it } from 'vitest'
import { ScrimError } from '../../src/bytes/errors.js'
import { readBytes, words } from './made.js'

const data = Buffer.from('00010203040506070809', 'hex')

interface Shape {
  magic: number
  little: boolean
  extra: number
  nanos: number
}

const shapes: Record<string, Shape> = {
  'microseconds, little-endian': { magic: 0xa1b2c3d4, little: true, extra: 0, nanos: 123456000 },
  'microseconds, big-endian': { magic: 0xa1b2c3d4, little: false, extra: 0, nanos: 123456000 },
  'nanoseconds, little-endian': { magic: 0xa1b23c4d, little: true, extra: 0, nanos: 123456 },
  'nanoseconds, big-endian': { magic: 0xa1b23c4d, little: false, extra: 0, nanos: 123456 },
  'modified, little-endian': { magic: 0xa1b2cd34, little: true, extra: 8, nanos: 123456000 },
  'modified, big-endian': { magic: 0xa1b2cd34, little: false, extra: 8, nanos: 123456000 },
}

function header(s: Shape, link = 1, version = 4, snap = 65535): Buffer {
  const { little } = s
  return words(little, [4, s.magic], [2, 2], [2, version], [4, 0], [4, 0], [4, snap], [4, link])
}

function record(s: Shape, captured = data.length, wire = 60, part = 123456): Buffer {
  const fixed = words(s.little, [4, 1700000000], [4, part], [4, captured], [4, wire])
  return Buffer.concat([fixed, Buffer.alloc(s.extra, 0xee), data])
}

const us = shapes['microseconds, little-endian']

describe('createPcapFramer', () => {
  for (const [name, s] of Object.entries(shapes)) {
    it(`reads ${name}`, async () => {
      const read = await readBytes(Buffer.concat([header(s, 113), record(s), record(s)]))
      const seen = {
        data: data.toString('hex'),
        wire: 60,
        seconds: 1700000000,
        nanos: s.nanos,
        linkType: 113,
        iface: 0,
      }
      expect(read.records).toEqual([seen, seen])
      expect(read.dropped).toEqual({})
      expect(read.notices).toEqual([])
    })
  }

  it('reads a file without records', async () => {
    const read = await readBytes(header(us))
    expect([read.records, read.dropped]).toEqual([[], {}])
  })

  it('leaves the FCS bits out of the link type', async () => {
    const read = await readBytes(Buffer.concat([header(us, 0x4400_0069), record(us)]))
    expect(read.records[0].linkType).toBe(0x69)
  })

  it('carries over sub-second parts of a second or more', async () => {
    const read = await readBytes(Buffer.concat([header(us), record(us, 10, 60, 3_000_007)]))
    expect([read.records[0].seconds, read.records[0].nanos]).toEqual([1700000003, 7000])
  })

  it('never gives fewer bytes on the wire than were captured', async () => {
    const read = await readBytes(Buffer.concat([header(us), record(us, 10, 4)]))
    expect([read.records[0].data.length / 2, read.records[0].wire]).toEqual([10, 10])
  })

  it('believes no length on the wire that no frame has', async () => {
    for (const [wire, want] of [
      [1 << 20, 1 << 20],
      [0x8d8edceb, 10],
    ]) {
      const read = await readBytes(Buffer.concat([header(us), record(us, 10, wire)]))
      expect([read.records[0].data.length / 2, read.records[0].wire]).toEqual([10, want])
    }
  })

  it('swaps lengths up to version 2.3 where they are the other way around', async () => {
    const read = await readBytes(Buffer.concat([header(us, 1, 3), record(us, 60, 10)]))
    expect([read.records[0].data.length / 2, read.records[0].wire]).toEqual([10, 60])
  })

  it('counts the record in which the file ends, for every length of the file', async () => {
    const whole = Buffer.concat([header(us), record(us), record(us)])
    const size = 16 + data.length
    for (let n = 24; n <= whole.length; n++) {
      const read = await readBytes(whole.subarray(0, n))
      const cut = (n - 24) % size === 0 ? {} : { 'truncated-record': 1 }
      expect(read.records.length, `${n}`).toBe(Math.floor((n - 24) / size))
      expect(read.dropped, `${n}`).toEqual(cut)
      expect(read.notices.length, `${n}`).toBe((n - 24) % size === 0 ? 0 : 1)
    }
  })

  it('gives the same records however few bytes come at once', async () => {
    const whole = Buffer.concat([header(us), record(us), record(us), record(us)])
    for (const live of [false, true]) {
      for (const step of [1, 7, 25, 26, 27]) {
        const read = await readBytes(whole, step, live)
        expect(read.records.length).toBe(3)
        expect(read.dropped).toEqual({})
      }
    }
  })

  it('passes over a record that is too large and reads on', async () => {
    const large = 300_000
    const fixed = words(true, [4, 0], [4, 0], [4, large], [4, large])
    const whole = Buffer.concat([header(us), record(us), fixed, Buffer.alloc(large), record(us)])
    const read = await readBytes(whole)
    expect(read.records.length).toBe(2)
    expect(read.dropped).toEqual({ 'record-too-large': 1 })
    const cut = await readBytes(whole.subarray(0, 100_000))
    expect(cut.dropped).toEqual({ 'record-too-large': 1 })
  })

  it('stops, counted and told, where a length makes no sense', async () => {
    const bad = record(us, 0xfffffff0, 0xfffffff0)
    const read = await readBytes(Buffer.concat([header(us), record(us), bad, record(us)]))
    expect(read.records.length).toBe(1)
    expect(read.dropped).toEqual({ 'unreadable-rest': 1 })
    expect(read.notices[0]).toContain('4294967280 bytes')
  })

  it('refuses an unknown version and a header cut short', async () => {
    const odd = header(us)
    odd.writeUInt16LE(9, 4)
    await expect(readBytes(odd)).rejects.toThrow(/^made: the pcap header says version 9.4/)
    for (let n = 4; n < 24; n++) {
      await expect(readBytes(header(us).subarray(0, n))).rejects.toThrow(ScrimError)
    }
  })

  it('carries on in the next batch when more records have come than a batch holds', async () => {
    const whole = Buffer.concat([header(us), ...Array.from({ length: 1000 }, () => record(us))])
    const read = await readBytes(whole)
    expect(read.records.length).toBe(1000)
  })
})
