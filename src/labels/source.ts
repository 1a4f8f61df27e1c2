/** The contract of a label source: a record of some tool or data set in, assertions out. */
import type { Entry } from './assertion.js'

/** Assertions of a record; a text says in a word why there are none. */
export type Read = readonly Entry[] | string

/** Takes the name of a member that cannot be read, and without which its label stands. */
export type Unread = (member: string) => void

/** A form in which labels are written down. */
export interface LabelSource {
  /** in a few words */
  readonly doc: string
  /** takes a document apart; absent where records come one by one */
  recordsOf?(document: unknown): readonly unknown[]
  /** what one record asserts */
  labelsOf(record: unknown, unread?: Unread): Read
}
