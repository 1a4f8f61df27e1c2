/**
 * What is known of records of different layers when one asks which of them belong together. Times
 * are nanoseconds since 1970. Identifiers, addresses and names are compared for equality only,
 * never for order, so that links of rewritten records are rewritten links.
 */

/** One end of a connection. */
export interface Endpoint {
  readonly address: string
  readonly port: number
}

/** A span. What is not known is absent. */
export interface SpanRef {
  /** how links name it */
  readonly id: string
  readonly traceId: string
  readonly spanId: string
  readonly parentId?: string | undefined
  readonly kind: 'client' | 'server' | 'other'
  readonly start: bigint
  readonly end: bigint
  /** whose clock its times are of: a host or an instance, else a service */
  readonly host: string
  /** the operation, such as a method and a route; few different ones */
  readonly name?: string | undefined
  readonly local?: Endpoint | undefined
  readonly peer?: Endpoint | undefined
  /** the address that its resource says it has, such as that of its pod */
  readonly address?: string | undefined
}

/** A turn of request and response on a connection, by lengths alone; times of one capture clock. */
export interface ExchangeRef {
  readonly id: string
  /** the flow it is part of */
  readonly flow: string
  readonly client: Endpoint
  readonly server: Endpoint
  /** first byte of the client, last byte of the server (of the client, where none came back) */
  readonly start: bigint
  readonly end: bigint
  readonly clientOctets: number
  readonly serverOctets: number
  /** several requests may have been under way at once: links then name the flow */
  readonly multiplexed?: boolean | undefined
  /** trace and span that the request names in clear text */
  readonly traceId?: string | undefined
  readonly spanId?: string | undefined
}

/** Two names of one connection, on both sides of an address translation. */
export interface NatRef {
  /** when it was made; 0 where it held all the time */
  readonly time: bigint
  readonly inside: { readonly client: Endpoint; readonly server: Endpoint }
  readonly outside: { readonly client: Endpoint; readonly server: Endpoint }
}

/** A flow of a capture or of an exporter. */
export interface FlowRef {
  readonly id: string
  readonly protocol: number
  readonly client: Endpoint
  readonly server: Endpoint
  readonly start: bigint
  readonly end: bigint
  readonly communityId?: string | undefined
  /** number of its first packet in the packets, where these were seen, and how many it has */
  readonly firstPacket?: number | undefined
  readonly packets?: number | undefined
}

/** A line of a log. */
export interface LogRef {
  readonly id: string
  readonly time: bigint
  /** as for spans */
  readonly host: string
  readonly traceId?: string | undefined
  readonly spanId?: string | undefined
}

/** A record that names a connection or one end of it: an alert, a line of a firewall, an event. */
export interface TupleRef {
  readonly layer: string
  readonly id: string
  readonly time: bigint
  /** the last time at which it holds, where it is no moment */
  readonly end?: bigint | undefined
  readonly one: Endpoint
  /** absent in records of sockets that know their own end only */
  readonly other?: Endpoint | undefined
  readonly protocol?: number | undefined
  readonly communityId?: string | undefined
  /** what the record is: `alert`, `process`, `container`, `translation`; else empty */
  readonly role?: string | undefined
}
