/** Rewrites a trace and writes it as one capture: what `anonymize` and `release` share. */
import { setImmediate as turn } from 'node:timers/promises'
import { ScrimError } from '../bytes/errors.js'
import type { Batch } from '../capture/batch.js'
import { createPcapWriter } from '../capture/write-pcap.js'
import { createPcapngWriter } from '../capture/write-pcapng.js'
import type { ByteSink, CaptureWriter } from '../capture/writer.js'
import { createZstdSink } from '../capture/zstd-sink.js'
import { type Counts, type RunPlan, run } from '../pipeline/run.js'
import type { Trace } from '../sources/source.js'

/** The form of the output. */
export interface CaptureForm {
  readonly format: 'pcapng' | 'pcap'
  readonly zstd: boolean
  /** SHA-256 of the policy, hexadecimal; goes into the comment of a pcapng */
  readonly digest: string
}

/** Told after each batch what has been read so far. */
export type OnBatch = (packets: number, batch: Batch) => void

function openWriter(form: CaptureForm): CaptureWriter {
  if (form.format === 'pcap') return createPcapWriter()
  return createPcapngWriter({ comment: `scrim release, policy sha256:${form.digest}` })
}

/** Why packets were dropped, by reason: `truncated 11, bad-length 1`. */
export function reasonsOf({ packets }: Counts): string {
  return Object.entries(packets.dropped)
    .map(([reason, n]) => `${reason} ${n}`)
    .join(', ')
}

/**
 * Refuses what would be an output without a packet, made from an input with packets.
 * @throws ScrimError `input`
 */
export function refuseNothing(counts: Counts): void {
  const { in: read, out } = counts.packets
  if (read === 0 || out > 0) return
  throw new ScrimError(
    'input',
    `no packet is left: of ${read} read, dropped were ${reasonsOf(counts)}`,
    'see what the input holds with: scrim inspect',
  )
}

/** Whether the batch holds a record that was not dropped. */
function holdsAny(batch: Batch): boolean {
  for (let i = 0; i < batch.count; i++) if (batch.length[i] >= 0) return true
  return false
}

/** Rewrites a trace by a plan and gives the bytes of a whole capture file to `sink`. */
export async function writeCapture(
  trace: Trace,
  plan: RunPlan,
  form: CaptureForm,
  sink: ByteSink,
  onBatch: OnBatch,
): Promise<Counts> {
  const writer = openWriter(form)
  const zstd = form.zstd ? await createZstdSink(sink) : undefined
  const out = zstd?.write ?? sink
  let packets = 0
  const counts = await run(trace, plan, async (batch) => {
    writer.encode(batch, out)
    // What has come through a pipe leaves at once; the header of a pcap needs a record first.
    if (trace.progress.bytesTotal === 0 && holdsAny(batch)) writer.finish(out)
    packets += batch.count
    onBatch(packets, batch)
    // Reading a file never waits: signals are heard only where the loop lets them in.
    await turn()
  })
  writer.finish(out)
  zstd?.finish()
  if (writer.timesClamped > 0) counts.packets.timesClamped = writer.timesClamped
  return counts
}
