/**
 * A capture before and after rewriting, frame by frame: the kept records of the input as they were,
 * and what became of them, as two files with the same numbering, so that any tool can read both.
 */
import { closeSync, openSync, writeSync } from 'node:fs'
import { type Batch, createBatch } from '../../src/capture/batch.js'
import { createPcapngWriter } from '../../src/capture/write-pcapng.js'
import type { CaptureWriter } from '../../src/capture/writer.js'
import { type Counts, run } from '../../src/pipeline/run.js'
import type { Policy } from '../../src/policy/policy.js'
import { openTrace } from '../../src/sources/index.js'
import type { Trace } from '../../src/sources/source.js'

/** Where the two files go. */
export interface Pair {
  readonly before: string
  readonly after: string
}

/** A writer that encodes into a file. */
interface Into {
  readonly writer: CaptureWriter
  readonly sink: (bytes: Uint8Array) => void
  close(): void
}

function into(path: string): Into {
  const fd = openSync(path, 'w')
  const writer = createPcapngWriter()
  const sink = (bytes: Uint8Array): void => void writeSync(fd, bytes)
  return {
    writer,
    sink,
    close() {
      writer.finish(sink)
      closeSync(fd)
    },
  }
}

/** A trace that keeps a copy of its last batch, since the pipeline rewrites the batch itself. */
function copying(trace: Trace, copy: Batch): Trace {
  return {
    description: trace.description,
    progress: trace.progress,
    close: () => trace.close(),
    async fill(batch) {
      const more = await trace.fill(batch)
      copy.bytes = batch.bytes.slice()
      copy.count = batch.count
      copy.interfaces = batch.interfaces
      for (const column of ['at', 'length', 'wire', 'seconds', 'nanos', 'iface'] as const) {
        copy[column].set(batch[column].subarray(0, batch.count))
      }
      return more
    },
  }
}

/** Keys of a test: one secret for every epoch. */
export function secretFor(): Uint8Array {
  return new Uint8Array(32).fill(0x5c)
}

/** Takes each rewritten batch, with a copy of what it was. */
export type Watcher = (after: Batch, before: Batch) => void

/**
 * Rewrites the files one after the other; `watch` sees each batch before and after.
 * @throws ScrimError `input` where one of them cannot be read
 */
export async function rewriteFiles(
  paths: readonly string[],
  policy: Policy,
  watch: Watcher,
): Promise<Counts> {
  const trace = await openTrace(paths, { order: 'given' })
  const copy = createBatch(0, 1 << 15)
  const plan = { policy, epochSeconds: 0, workers: 1, secretFor }
  try {
    return await run(copying(trace, copy), plan, (batch) => watch(batch, copy))
  } finally {
    await trace.close()
  }
}

/** Writes the kept records of each file in order, as they were and as they became, into a pair. */
export async function writePair(
  paths: readonly string[],
  policy: Policy,
  pair: Pair,
): Promise<{ counts: Counts[]; fileOf: number[] }> {
  const before = into(pair.before)
  const after = into(pair.after)
  const counts: Counts[] = []
  const fileOf: number[] = []
  const shared: Batch['interfaces'] = []
  for (const [n, path] of paths.entries()) {
    const first = shared.length
    counts.push(
      await rewriteFiles([path], policy, (done, was) => {
        for (let i = shared.length - first; i < done.interfaces.length; i++) {
          shared.push(done.interfaces[i])
        }
        for (let i = 0; i < done.count; i++) {
          done.iface[i] += first
          was.iface[i] = done.iface[i]
          if (done.length[i] < 0) was.length[i] = -1
          else fileOf.push(n)
        }
        before.writer.encode({ ...was, interfaces: shared }, before.sink)
        after.writer.encode({ ...done, interfaces: shared }, after.sink)
      }),
    )
  }
  before.close()
  after.close()
  return { counts, fileOf }
}
