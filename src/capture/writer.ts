/** The contract of a capture writer: batches in, bytes out, no file touched. */
import type { Batch } from './batch.js'
import { type Viewed, viewed } from './copy.js'

/**
 * Takes encoded bytes. They lie in a buffer that is used again: the sink must have written or
 * copied them when it returns.
 */
export type ByteSink = (bytes: Uint8Array) => void

/** Encodes records as a capture file. */
export interface CaptureWriter {
  readonly extension: string
  /** appends the kept records (length >= 0) of a batch */
  encode(batch: Batch, sink: ByteSink): void
  /** gives out what is still in the buffer; a file without records still gets its header */
  finish(sink: ByteSink): void
  /** records written so far */
  readonly records: number
  /** records whose time the format cannot express, written with the nearest time that it can */
  readonly timesClamped: number
}

/** An output buffer that is given to the sink when it is full, and used again. */
export interface Output extends Viewed {
  end: number
}

/** Bytes collected before the sink is called. */
const OUTPUT_BYTES = 1 << 20

/** Makes an output buffer. */
export function createOutput(): Output {
  return { ...viewed(new Uint8Array(OUTPUT_BYTES)), end: 0 }
}

/** Gives out what has been collected. */
export function flush(out: Output, sink: ByteSink): void {
  if (out.end > 0) sink(out.bytes.subarray(0, out.end))
  out.end = 0
}
