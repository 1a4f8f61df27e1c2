/** The contract of readers of log formats: a record in, a record and a row out. */
import type { Output } from '../bytes/output.js'
import type { TextRewriter } from '../text/rewrite-text.js'
import type { Kind } from '../wire/fields.js'
import type { Values } from '../wire/values.js'
import type { LayerCounts } from './layer.js'
import type { LogRow } from './log-table.js'

/** A field of a log as the policy sees it; one whose name says nothing has no kind. */
export interface LogField {
  readonly kind: Kind | undefined
  readonly rule: number
  /** its name says nothing of its form, but that its value is somebody's */
  readonly announces?: boolean
  /** the name of a service, for which there is this rule: telemetry has it as well */
  readonly service?: number
}

/** What becomes of logs under the values of one epoch. */
export interface LogValues {
  readonly values: Values
  readonly text: TextRewriter
  /** the field of a name, which is asked for once */
  field(name: string, parent: string): LogField
}

/** Rewrites one record; what leaves is appended, and the row filled in where rows are wanted. */
export interface LogReader {
  /** @returns the reason why the record does not leave, or an empty string */
  record(b: Uint8Array, at: number, end: number, out: Output, row: LogRow | undefined): string
}

/** What a reader is made with. */
export interface ReaderContext {
  /** values at a time; without one, at the time of the record before */
  valuesAt(seconds: number | undefined): LogValues
  readonly counts: LayerCounts
}
