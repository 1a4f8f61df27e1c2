/**
 * Makes the trace the benches run on: the well-formed Ethernet captures of a folder, one after
 * the other, again and again until the size is reached. Each round gets other IPv4 addresses, with
 * checksums kept right, so that caches do not see the same hosts for ever.
 */
import { closeSync, openSync, readdirSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { u16 } from '../src/bytes/endian.js'
import { BATCH_BYTES, BATCH_RECORDS_MAX, type Batch, createBatch } from '../src/capture/batch.js'
import { createPcapWriter } from '../src/capture/write-pcap.js'
import { openTrace } from '../src/sources/index.js'
import { dissect, reset } from '../src/wire/dissect.js'
import { createFrame } from '../src/wire/frame.js'

function captures(folder: string): string[] {
  const found: string[] = []
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) found.push(...captures(path))
    else if (/\.(pcap|pcapng|cap)$/.test(name)) found.push(path)
  }
  return found
}

/** Adds to a ones'-complement checksum what changed under it (RFC 1624, equation 3). */
function update(b: Uint8Array, at: number, was: number, now: number): void {
  let s = (~((b[at] << 8) | b[at + 1]) & 0xffff) + (~was & 0xffff) + now
  while (s > 0xffff) s = (s & 0xffff) + (s >>> 16)
  b[at] = (~s >>> 8) & 255
  b[at + 1] = ~s & 255
}

/** Moves both addresses of a plain IPv4 frame to other networks of the same first byte. */
function remap(b: Uint8Array, at: number, end: number, round: number): void {
  if (end < at + 34 || b[at + 12] !== 8 || b[at + 13] !== 0 || round === 0) return
  const ip = at + 14
  const l4 = ip + (b[ip] & 15) * 4
  const sum = b[ip + 9] === 6 ? l4 + 16 : b[ip + 9] === 17 ? l4 + 6 : -1
  for (const a of [ip + 12, ip + 16]) {
    if (b[a] >= 224) continue
    for (const w of [a, a + 2]) {
      const was = (b[w] << 8) | b[w + 1]
      if (w === a) b[a + 1] ^= round & 0x0f
      else b[a + 2] ^= (round * 7) & 0xff
      const now = (b[w] << 8) | b[w + 1]
      update(b, ip + 10, was, now)
      if (sum > 0 && sum + 2 <= end && (sum !== l4 + 6 || (b[sum] | b[sum + 1]) !== 0)) {
        update(b, sum, was, now)
      }
    }
  }
}

const frame = createFrame()

/** Whole Ethernet frames of IPv4, IPv6 and ARP without any fault: peers stop at others. */
function wellFormed(batch: Batch, i: number): boolean {
  const at = batch.at[i]
  const n = batch.length[i]
  if (batch.interfaces[batch.iface[i]].linkType !== 1 || n !== batch.wire[i] || n < 42) return false
  const type = u16(batch.bytes, at + 12)
  if (type !== 0x0800 && type !== 0x86dd && type !== 0x0806) return false
  reset(frame, batch.bytes, at, at + n, n)
  return dissect(frame, 1) === 0
}

const [folder, output, megabytes] = process.argv.slice(2)
if (megabytes === undefined) throw new Error('usage: trace.ts FOLDER OUTPUT MEGABYTES')
const writer = createPcapWriter()
const fd = openSync(output, 'w')
let written = 0
let packets = 0
const sink = (bytes: Uint8Array): void => {
  written += writeSync(fd, bytes)
}
const files = captures(folder)
for (let round = 0; written < Number(megabytes) * 1e6; round++) {
  for (const file of files) {
    try {
      const trace = await openTrace([file], { order: 'given' })
      const batch = createBatch(BATCH_BYTES, BATCH_RECORDS_MAX)
      while (await trace.fill(batch)) {
        for (let i = 0; i < batch.count; i++) {
          if (!wellFormed(batch, i)) {
            batch.length[i] = -1
            continue
          }
          remap(batch.bytes, batch.at[i], batch.at[i] + batch.length[i], round)
          packets++
        }
        // One interface for all files, so that one plain pcap holds them.
        batch.iface.fill(0, 0, batch.count)
        writer.encode(batch, sink)
      }
      await trace.close()
    } catch {
      // A file that scrim refuses is not for a trace of well-formed packets.
    }
  }
}
writer.finish(sink)
closeSync(fd)
console.log(`${output}: ${packets} packets, ${written} bytes`)
