/** What a label may be about, and how whoever says so knows it. */

/** How whoever says so knows; the strongest first. */
export const tiers = {
  construction: 'who made the traffic says what it is',
  sensor: 'a program concluded it from the traffic',
  annotation: 'a person, or a table that comes with a data set, says so',
  window: 'something was under way at that time: all that lies in it is meant',
} as const

/** A name from the table of tiers. */
export type Tier = keyof typeof tiers

/** What a label may be about. */
export const subjectKinds = {
  flow: 'a conversation, by its endpoints and, where known, its time',
  window: 'all that lies between two times, perhaps of one host',
  host: 'a host, by address or name',
  span: 'a span, by its trace and its own id',
  trace: 'a trace, by its id',
  log: 'a log record, by its number in its file, from 0',
  dataset: 'the recording as a whole',
} as const

/** A name from the table of subjects. */
export type SubjectKind = keyof typeof subjectKinds

/** No input has more records; a greater number is that of a person or an account. */
export const RECORDS_MAX = 1e8

/** What a label is about; which members are there depends on the kind. */
export interface Subject {
  readonly kind: SubjectKind
  readonly source?: string
  readonly destination?: string
  readonly sourcePort?: number
  readonly destinationPort?: number
  /** number of the IP protocol */
  readonly protocol?: number
  /** address or name */
  readonly host?: string
  readonly traceId?: string
  readonly spanId?: string
  /** number of a log record */
  readonly record?: number
  /** number of a flow in the table of flows */
  readonly flowId?: number
}
