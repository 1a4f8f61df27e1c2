/** What inputs that are no captures are told to look like. */
import { describe, expect, it } from 'vitest'
import { refusal } from '../../src/capture/recognise.js'

const cases: readonly (readonly [string, Buffer, RegExp, RegExp])[] = [
  ['nothing', Buffer.alloc(0), /empty/, /pcap/],
  ['snoop', Buffer.from('736e6f6f7000000000000002', 'hex'), /snoop/, /editcap/],
  ['netmon', Buffer.from('474d4255', 'hex'), /Network Monitor/, /editcap/],
  ['xz', Buffer.from('fd377a585a0000', 'hex'), /xz/, /xz -d/],
  ['zip', Buffer.from('504b0304aa', 'hex'), /zip/, /unpack/],
  ['PDF', Buffer.from('%PDF-1.7'), /PDF/, /pcap/],
  ['ELF', Buffer.from('7f454c4602', 'hex'), /ELF/, /pcap/],
  ['Parquet', Buffer.from('PAR1....'), /Parquet/, /pcapng only/],
  ['JSON', Buffer.from('{"a": 1, "b": [2]}'), /JSON/, /pcap/],
  ['CSV', Buffer.from('time,src,dst\n1,2,3\n'), /CSV/, /pcap/],
  ['LFS', Buffer.from('version https://git-lfs.'), /LFS/, /git lfs pull/],
  ['text', Buffer.from('once upon a time there w'), /text/, /text2pcap/],
  ['two bytes', Buffer.from([0, 1]), /2 bytes/, /pcap/],
  ['ERF', Buffer.from('00000000e5c5665a020400580000003c0000', 'hex'), /ERF/, /editcap/],
  ['bytes', Buffer.from('00ff00ff00ff00ff00ff', 'hex'), /begins with 00ff00ff00ff00ff/, /pcap/],
]

describe('refusal', () => {
  for (const [name, head, message, hint] of cases) {
    it(`names ${name} and says what to do`, () => {
      const e = refusal('x', head)
      expect(e.code).toBe('input')
      expect(e.message).toMatch(message)
      expect(e.hint).toMatch(hint)
    })
  }
})
