/** UDP datagrams as a capture that other programs read. */
import { writeFileSync } from 'node:fs'

/** One datagram: from which exporter (last part of its address), to which port. */
export interface Datagram {
  readonly from: number
  readonly port: number
  readonly payload: Uint8Array
}

/** Writes a pcap of raw IPv4 (link type 101), a datagram a second. */
export function writeDatagrams(path: string, datagrams: readonly Datagram[]): void {
  const head = Buffer.alloc(24)
  head.writeUInt32LE(0xa1b2c3d4, 0)
  head.writeUInt16LE(2, 4)
  head.writeUInt16LE(4, 6)
  head.writeUInt32LE(262_144, 16)
  head.writeUInt32LE(101, 20)
  const records = datagrams.map(({ from, port, payload }, i) => {
    const b = Buffer.alloc(16 + 28 + payload.length)
    b.writeUInt32LE(1_700_000_000 + i, 0)
    b.writeUInt32LE(28 + payload.length, 8)
    b.writeUInt32LE(28 + payload.length, 12)
    b.set([0x45, 0], 16)
    b.writeUInt16BE(28 + payload.length, 18)
    b.set([64, 17], 24)
    b.set([10, 9, from >> 8, from & 255, 10, 9, 0, 254], 28)
    b.writeUInt16BE(40_000, 36)
    b.writeUInt16BE(port, 38)
    b.writeUInt16BE(8 + payload.length, 40)
    b.set(payload, 44)
    return b
  })
  writeFileSync(path, Buffer.concat([head, ...records]))
}
