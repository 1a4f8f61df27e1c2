/** Rewrites a trace and writes it as one capture: what `anonymize` and `release` share. */
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
  /** give out each batch at once, for pipes; otherwise output is collected */
  readonly immediate: boolean
}

/** Told after each batch what has been read so far. */
export type OnBatch = (packets: number, batch: Batch) => void

function openWriter(form: CaptureForm): CaptureWriter {
  if (form.format === 'pcap') return createPcapWriter()
  return createPcapngWriter({ comment: `scrim release, policy sha256:${form.digest}` })
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
  const counts = await run(trace, plan, (batch) => {
    writer.encode(batch, out)
    if (form.immediate) writer.finish(out)
    packets += batch.count
    onBatch(packets, batch)
  })
  writer.finish(out)
  zstd?.finish()
  if (writer.timesClamped > 0) counts.packets.timesClamped = writer.timesClamped
  return counts
}
