/**
 * Makes the trace the benches run on: the well-formed Ethernet captures of a folder, one after
 * the other, again and again until the size is reached. Each round gets other IPv4 addresses, with
 * checksums kept right, so that caches do not see the same hosts for ever. Times go on from capture
 * to capture, as in one recording: those of a folder lie years apart.
 */
import { closeSync, openSync, readdirSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { u16 } from '../src/bytes/endian.js'
import { BATCH_BYTES, BATCH_RECORDS_MAX, type Batch, createBatch } from '../src/capture/batch.js'
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

/** The longest frame a peer takes: libtrace's buffer of 65536 bytes holds record headers too. */
const FRAME_MAX = 65_000

/** Whole Ethernet frames of IPv4, IPv6 and ARP without any fault: peers stop at others. */
function wellFormed(batch: Batch, i: number): boolean {
  const at = batch.at[i]
  const n = batch.length[i]
  if (batch.interfaces[batch.iface[i]].linkType !== 1 || n !== batch.wire[i]) return false
  if (n < 42 || n > FRAME_MAX) return false
  const type = u16(batch.bytes, at + 12)
  if (type !== 0x0800 && type !== 0x86dd && type !== 0x0806) return false
  reset(frame, batch.bytes, at, at + n, n)
  return dissect(frame, 1) === 0
}

/** Plain pcap with microseconds, which every peer reads; scrim's own writer keeps nanoseconds. */
function fileHeader(): Uint8Array {
  const b = new Uint8Array(24)
  const view = new DataView(b.buffer)
  view.setUint32(0, 0xa1b2c3d4, true)
  view.setUint16(4, 2, true)
  view.setUint16(6, 4, true)
  view.setUint32(16, 65_535, true)
  view.setUint32(20, 1, true)
  return b
}

/** No capture waits longer than so for its next packet. */
const GAP_MAX = 60

/** The clock of the trace, in seconds: each packet follows the one before as it did. */
const clock = { now: 1_772_000_000, before: Number.NaN }

function tick(seconds: number): number {
  const gap = seconds - clock.before
  if (gap > 0) clock.now += Math.min(gap, GAP_MAX)
  clock.before = seconds
  return clock.now
}

/** Puts the well-formed frames of a batch into `to`, a record header before each. */
function encode(batch: Batch, round: number, to: Uint8Array): { bytes: number; packets: number } {
  const view = new DataView(to.buffer)
  let end = 0
  let packets = 0
  for (let i = 0; i < batch.count; i++) {
    if (!wellFormed(batch, i)) continue
    const at = batch.at[i]
    const length = batch.length[i]
    remap(batch.bytes, at, at + length, round)
    const time = tick(batch.seconds[i] + batch.nanos[i] / 1e9)
    view.setUint32(end, Math.floor(time), true)
    view.setUint32(end + 4, Math.floor((time % 1) * 1e6), true)
    view.setUint32(end + 8, length, true)
    view.setUint32(end + 12, length, true)
    to.set(batch.bytes.subarray(at, at + length), end + 16)
    end += 16 + length
    packets++
  }
  return { bytes: end, packets }
}

async function makeTrace(folder: string, output: string, size: number): Promise<void> {
  const fd = openSync(output, 'w')
  const records = new Uint8Array(BATCH_BYTES + 16 * BATCH_RECORDS_MAX)
  const batch = createBatch(BATCH_BYTES, BATCH_RECORDS_MAX)
  const files = captures(folder)
  let written = writeSync(fd, fileHeader())
  let packets = 0
  for (let round = 0; written < size; round++) {
    const before = packets
    for (const file of files) {
      clock.before = Number.NaN
      try {
        const trace = await openTrace([file], { order: 'given' })
        while (await trace.fill(batch)) {
          const made = encode(batch, round, records)
          written += writeSync(fd, records, 0, made.bytes)
          packets += made.packets
        }
        await trace.close()
      } catch {
        // A file that scrim refuses is not for a trace of well-formed packets.
      }
    }
    if (packets === before) throw new Error(`no well-formed Ethernet captures below ${folder}`)
  }
  closeSync(fd)
  process.stdout.write(`${JSON.stringify({ packets, bytes: written })}\n`)
}

const [folder, output, megabytes] = process.argv.slice(2)
if (megabytes === undefined) throw new Error('usage: trace.ts FOLDER OUTPUT MEGABYTES')
await makeTrace(folder, output, Number(megabytes) * 1e6)
