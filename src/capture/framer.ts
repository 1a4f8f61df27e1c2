/** The contract of a capture format: it finds records in a run of bytes, and touches no file. */
import type { Batch, CaptureInterface } from './batch.js'

/** Reads the framing of one capture, piece by piece. All state is here, none in the batch. */
export interface Framer {
  /** the interfaces met so far; grows, entries never change */
  readonly interfaces: CaptureInterface[]
  /** offset in the file at which scanning begins */
  readonly start: number
  /** why nothing after this point can be read, or empty */
  broken: string
  /** whether what is being skipped was counted as dropped */
  skipCounted: boolean
  /** records that cannot be read, by reason, since they were last taken */
  dropped: Record<string, number>
  /**
   * Adds the whole records in `[at, end)` of `batch.bytes` to the batch.
   * @returns where the first byte lies that was not used; beyond `end` when bytes are to be skipped
   */
  scan(batch: Batch, at: number, end: number): number
  /** what this is, for people: `pcapng, 2 sections` */
  describe(): string
}

/** Reasons for which a reader drops records. */
export const dropReasons = {
  /** the input ends inside of a record or block */
  cut: 'truncated-record',
  /** a record larger than RECORD_BYTES_MAX */
  large: 'record-too-large',
  /** from here on lengths make no sense: 1 stands for all that follows */
  rest: 'unreadable-rest',
  /** a pcapng packet of an interface that was not described */
  unknownInterface: 'unknown-interface',
  /** a pcapng packet whose length does not fit into its block */
  badLength: 'bad-record-length',
} as const

/** Counts a record that cannot be read. */
export function countDrop(f: Pick<Framer, 'dropped'>, reason: string): void {
  f.dropped[reason] = (f.dropped[reason] ?? 0) + 1
}
