/** Links: which records of different layers belong together, and how sure that is. */

/** A record of a layer, by the name that its table gives it. */
export interface RecordRef {
  readonly layer: string
  readonly id: string
}

/** Two records that belong together, as one way to find that out says. */
export interface Link {
  /** when `from` began or happened */
  readonly time: bigint
  readonly from: RecordRef
  readonly to: RecordRef
  readonly method: LinkMethod
  /** what `from` is among those of its layer: `client` or `server` for spans, see `TupleRef` */
  readonly role: string
  /** probability that the link is right */
  readonly confidence: number
  /** how many records could have been meant */
  readonly candidates: number
  /** added to times of `from` to be on the clock of `to`, and how far that may be off */
  readonly offset: number
  readonly offsetSpread: number
  /** how far the two are apart in time after that */
  readonly residual: number
  /** whether this is the link to follow, where several methods answer for one record */
  readonly best: boolean
}

/** The ways to find links, from those that know to those that reckon. */
export const linkMethods = {
  'trace-context': 'the request names the span in clear text',
  'local-port': 'the span knows both ends of its connection',
  'local-port-nat': 'the same, through the table of an address translation',
  'peer-port': 'the span of a server knows the port of its client',
  'peer-port-nat': 'the same, through the table of an address translation',
  'trace-graph': 'the span that called or was called is linked',
  'exchange-match': 'times and sizes: each span one exchange, each exchange one span',
  'span-id': 'the record names the span',
  'trace-id': 'the record names the trace, and the span was open on its host',
  'host-time': 'the span was open on the host of the record',
  'community-id': 'both carry the same Community ID',
  tuple: 'addresses, ports and time',
  'local-endpoint': 'address and port of one end, and time',
  'nat-map': 'a table of address translations names both flows',
  'request-match': 'address of the client, time and size of the answer',
  assembly: 'the flow was made from these packets',
} as const satisfies Record<string, string>
/** A name from the list of methods. */
export type LinkMethod = keyof typeof linkMethods
