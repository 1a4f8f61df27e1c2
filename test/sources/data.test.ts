/**
 * Real captures, from the folder named by SCRIM_DATA: all are read to their end, and copies through
 * the writer hold the same records.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createBatch } from '../../src/capture/batch.js'
import { createPcapngWriter } from '../../src/capture/write-pcapng.js'
import { openCapture } from '../../src/sources/capture-trace.js'
import { openTrace } from '../../src/sources/index.js'
import { readTrace, stream } from '../capture/made.js'

const folder = process.env.SCRIM_DATA ?? ''
/** Keeps the test short; the order is that of names, so the choice is always the same. */
const FILES_MAX = 250

function captures(inside: string): string[] {
  return readdirSync(join(folder, inside), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && /\.(pcap|pcapng|cap)$/.test(e.name))
    .map((e) => join(e.parentPath, e.name))
    .sort()
}

async function copy(path: string): Promise<Buffer> {
  const trace = await openTrace([path])
  const writer = createPcapngWriter()
  const batch = createBatch(1 << 19, 4096)
  const parts: Buffer[] = []
  const sink = (b: Uint8Array): void => void parts.push(Buffer.from(b))
  while (await trace.fill(batch)) writer.encode(batch, sink)
  writer.finish(sink)
  await trace.close()
  return Buffer.concat(parts)
}

describe.skipIf(folder === '')('real captures (set SCRIM_DATA to their folder)', () => {
  for (const inside of ['packets', 'malformed']) {
    it(`of ${inside} are read to their end and copied`, async () => {
      const paths = captures(inside)
      const step = Math.max(1, Math.ceil(paths.length / FILES_MAX))
      const files = paths.filter((_, i) => i % step === 0)
      expect(files.length).toBeGreaterThan(50)
      for (const path of files) {
        const read = await readTrace(await openTrace([path]), 1 << 19, 4096)
        const again = await readTrace(await openCapture(stream(await copy(path))), 1 << 19, 4096)
        expect(again.records.length, path).toBe(read.records.length)
        expect(again.dropped, path).toEqual({})
        const bare = (list: typeof read.records) => list.map((r) => ({ ...r, iface: 0 }))
        expect(bare(again.records), path).toEqual(bare(read.records))
      }
    })
  }
})
