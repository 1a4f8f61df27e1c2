/** Captures for whole runs: the recording of the shop, parts of it, and many times it. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { recording } from '../../examples/shop/check.mjs'
import { type Batch, createBatch } from '../../src/capture/batch.js'
import { createPcapWriter } from '../../src/capture/write-pcap.js'
import { createPcapngWriter } from '../../src/capture/write-pcapng.js'
import { openTrace } from '../../src/sources/index.js'
import { words } from '../capture/made.js'
import { eth, ipv4, udp } from '../leaks/build.js'

/** The recording of the shop. */
export const shop: string = recording

/** A pcap with these frames, one each second. */
export function pcap(linkType: number, frames: readonly Uint8Array[], seconds = 1_700_000_000) {
  const header = words(
    true,
    [4, 0xa1b2c3d4],
    [2, 2],
    [2, 4],
    [4, 0],
    [4, 0],
    [4, 65535],
    [4, linkType],
  )
  const records = frames.flatMap((f, i) => [
    words(true, [4, seconds + i], [4, 0], [4, f.length], [4, f.length]),
    f,
  ])
  return Buffer.concat([header, ...records])
}

/** All records of the recording, in one batch. */
async function readShop(): Promise<Batch> {
  const batch = createBatch(1 << 22, 1 << 14)
  const trace = await openTrace([shop])
  await trace.fill(batch)
  const rest = createBatch(1 << 22, 1 << 14)
  const isWhole = !(await trace.fill(rest))
  await trace.close()
  if (!isWhole) throw new Error('the recording does not fit into one batch')
  return batch
}

/** Bytes of the recording as a capture of one format, at most the first `records`. */
export async function shopAs(format: 'pcap' | 'pcapng', records = 1 << 14): Promise<Buffer> {
  const batch = await readShop()
  batch.count = Math.min(batch.count, records)
  const writer = format === 'pcap' ? createPcapWriter() : createPcapngWriter()
  const parts: Buffer[] = []
  const sink = (b: Uint8Array): void => void parts.push(Buffer.from(b))
  writer.encode(batch, sink)
  writer.finish(sink)
  return Buffer.concat(parts)
}

/** Writes a pcap of at least `bytes`: the recording again and again, each an hour later. */
export async function repeatShop(path: string, bytes: number): Promise<void> {
  const batch = await readShop()
  const writer = createPcapWriter()
  const fd = openSync(path, 'w')
  let written = 0
  const sink = (b: Uint8Array): void => {
    writeSync(fd, b)
    written += b.length
  }
  while (written < bytes) {
    writer.encode(batch, sink)
    for (let i = 0; i < batch.count; i++) batch.seconds[i] += 3600
  }
  writer.finish(sink)
  closeSync(fd)
}

/** Writes flows of one packet that are all of other hosts, ten seconds apart. */
export function manyFlows(path: string, flows: number): void {
  const frame = Uint8Array.from(
    eth(0x0800, ipv4(17, udp(40000, 53, new Array(12).fill(0)), { src: '141.142.0.1' })),
  )
  const record = Buffer.alloc(16 + frame.length)
  record.set(frame, 16)
  record.writeUInt32LE(frame.length, 8)
  record.writeUInt32LE(frame.length, 12)
  const fd = openSync(path, 'w')
  writeSync(fd, pcap(1, []))
  const batch: Buffer[] = []
  for (let i = 0; i < flows; i++) {
    record.writeUInt32LE(1_700_000_000 + i * 10, 0)
    record.writeUInt32BE(0x8d8e0000 + Math.floor(i / 50), 16 + 26)
    record.writeUInt16BE(20_000 + (i % 40_000), 16 + 34)
    batch.push(Buffer.from(record))
    if (batch.length === 4096 || i === flows - 1) writeSync(fd, Buffer.concat(batch.splice(0)))
  }
  closeSync(fd)
}
