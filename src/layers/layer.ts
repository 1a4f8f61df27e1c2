/** The contract of a layer: records outside of packets, under the same policy and keys. */

import type { Vocabulary } from '../text/vocabulary.js'
import type { WordWatch } from '../text/word-watch.js'
import type { Values } from '../wire/values.js'
import type { Earlier } from './export-earlier.js'
import type { Sent } from './export-sent.js'
import type { Cell, Table } from './table.js'

/** What became of the records of one input: `in` = `out` + all of `dropped`. */
export interface LayerCounts {
  readonly records: { in: number; out: number; readonly dropped: Record<string, number> }
  /** fields and values that did not leave, by reason; their records did */
  readonly suppressed: Record<string, number>
}

/** Sees the words of texts, and whose they are; what it sees is not remembered between records. */
export interface TextWatch extends WordWatch {
  /** a record begins */
  record(): void
  /** what says of whom the records are that follow */
  resource(): void
}

/** What a run is given. */
export interface LayerContext {
  /** what becomes of values of records at this time (seconds since 1970) */
  valuesAt(seconds: number): Values
  /** about when the records were, in seconds since 1970, for lines that name no year */
  readonly near?: number
  /** words that may leave in free text; without it those that ship with scrim */
  readonly vocabulary?: Vocabulary
  /** looks on, where words are counted before anything is rewritten */
  readonly watch?: TextWatch
  /** what inputs before this one gave that it may need; one for all of them, in their order */
  readonly earlier?: Earlier
  /** who sent the datagram in hand, where they come out of packets and are pushed one by one */
  readonly sent?: Sent
  /** takes rewritten bytes, in the format of the input; they may be reused after the call */
  write(bytes: Uint8Array, at: number, end: number): void
  /** takes a rewritten record as a row of a table; absent when nobody wants tables */
  readonly row?: (table: Table, cells: readonly Cell[]) => void
  /**
   * Rewrites a frame that a record holds, in place, as packets are; gives where it ends now, or a
   * negative weird when it must not leave. Absent where nobody rewrites packets: such frames are
   * then left out.
   */
  readonly packet?: (
    b: Uint8Array,
    at: number,
    end: number,
    wire: number,
    linkType: number,
    seconds: number,
  ) => number
}

/** One input being rewritten. */
export interface LayerRun {
  /** takes the next bytes of the input, however they are cut */
  push(chunk: Uint8Array): void
  /**
   * The input has ended: what is left is finished, or dropped and counted.
   * @param isCut damage has ended it: what is left of a line is a part of one
   */
  end(isCut?: boolean): void
  readonly counts: LayerCounts
  /** records that name no year */
  readonly yearless?: number
  /** what was odd about the input, in words for its owner, without values of it */
  readonly notices: readonly string[]
}

/** A way in which records outside of packets are written down. */
export interface Layer {
  /** `otlp`, `logs`, `flows` */
  readonly name: string
  /** the formats it knows, each with a few words */
  readonly formats: Readonly<Record<string, string>>
  /** how files of a format are called, where the format's own name does not say it */
  readonly extensions?: Readonly<Record<string, string>>
  /** the tables its rows belong to */
  readonly tables: readonly Table[]
  /**
   * The format of an input, by its first bytes (up to 64 KiB, unpacked) and never by its name.
   * @returns undefined when it is none of this layer's
   */
  recognise(head: Uint8Array): string | undefined
  open(format: string, context: LayerContext): LayerRun
  /** inputs that hold `mark` wherever records of this layer have text, for those who audit it */
  carriers?(mark: Uint8Array): readonly { readonly format: string; readonly bytes: Uint8Array }[]
}
