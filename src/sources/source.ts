/** The contract of a source: where records come from. */
import type { Batch } from '../capture/batch.js'

/** How far a source has come, for progress on a terminal. */
export interface Progress {
  /** bytes of input read so far, and in all (0 when unknown) */
  bytesRead: number
  bytesTotal: number
}

/** An open trace. `fill` is called with a batch to refill; it may point `batch.bytes` elsewhere. */
export interface Trace {
  /** what was recognised, for people: `pcapng (zstd), 2 sections` */
  readonly description: string
  /**
   * what was odd about the input so far, in words for its owner: `a.pcap ends inside of a record`
   */
  readonly notices?: readonly string[]
  /**
   * Refills the batch with the next records.
   * @returns false when there are no more (the batch is then empty)
   * @throws ScrimError `input` when the input cannot be read on; says where
   */
  fill(batch: Batch): Promise<boolean>
  readonly progress: Progress
  close(): Promise<void>
}

/** How a source is opened. */
export interface SourceOptions {
  /** order of several files: by time (default) or as given */
  readonly order: 'time' | 'given'
  readonly stdin?: NodeJS.ReadableStream
}

/** A kind of place from which records come. */
export interface Source {
  readonly name: string
  /** whether the given names are for this source */
  accepts(inputs: readonly string[]): boolean
  open(inputs: readonly string[], options: SourceOptions): Promise<Trace>
}
