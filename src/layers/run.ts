/** Reads one input through its layer. */
import { setImmediate as turn } from 'node:timers/promises'
import { dropReasons } from '../capture/framer.js'
import { type ByteStream, putBack } from '../sources/byte-stream.js'
import { damageNotice } from '../sources/content.js'
import type { Opened } from './export-sent.js'
import type { Layer, LayerContext, LayerCounts } from './layer.js'

const CHUNK = 1 << 18

/** What became of one input. */
export interface LayerResult {
  readonly counts: LayerCounts
  readonly notices: readonly string[]
  readonly bytes: number
  /** records that name no year */
  readonly yearless: number
}

/** Told after each chunk, and waited for: what was written may have to drain. */
export type OnChunk = (stream: ByteStream, counts: LayerCounts) => Promise<void> | void

/** What damage has cut off: one stands for all of it. */
function countRest({ records }: LayerCounts): void {
  records.in++
  records.dropped[dropReasons.rest] = (records.dropped[dropReasons.rest] ?? 0) + 1
}

/**
 * Rewrites what an input holds. Damage to its end is told, and what came before it is kept.
 * @param content as it was opened to be recognised; it is closed in the end
 */
export async function runLayer(
  content: Opened,
  layer: Layer,
  format: string,
  context: LayerContext,
  onChunk: OnChunk,
): Promise<LayerResult> {
  const stream = putBack(content.head, content.stream)
  const { sent } = content
  const run = layer.open(format, sent === undefined ? context : { ...context, sent })
  const buffer = new Uint8Array(CHUNK)
  let bytes = 0
  try {
    for (;;) {
      const n = await stream.read(buffer, 0, CHUNK)
      if (n === 0) break
      bytes += n
      run.push(buffer.subarray(0, n))
      await onChunk(stream, run.counts)
      // Reading a file never waits: signals are heard only where the loop lets them in.
      await turn()
    }
    const isCut = stream.damage !== ''
    run.end(isCut)
    if (isCut) countRest(run.counts)
    await onChunk(stream, run.counts)
  } finally {
    stream.close()
  }
  const damage = stream.damage === '' ? [] : [damageNotice(stream)]
  const notices = [...damage, ...run.notices]
  return { counts: run.counts, notices, bytes, yearless: run.yearless ?? 0 }
}
