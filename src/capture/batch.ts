/** A batch of records: bytes in one reused buffer with an index beside it. */

/** What a capture says of an interface, as far as records need it. */
export interface CaptureInterface {
  /** link type as registered by tcpdump.org (pcap, pcapng) */
  readonly linkType: number
  /** largest captured length, 0 for no limit */
  readonly snapLength: number
  /** a name for people; never released as it is */
  readonly name: string
}

/**
 * Records as columns. A batch is valid until the next one is asked for; the pipeline rewrites its
 * bytes in place and shortens `length`.
 */
export interface Batch {
  /** the buffer in which the records lie, each at `at[i]`, in order, not overlapping */
  bytes: Uint8Array
  count: number
  readonly at: Int32Array
  /** captured bytes; set to -1 by the pipeline when the record is dropped */
  readonly length: Int32Array
  /** bytes on the wire, never less than captured */
  readonly wire: Uint32Array
  /** capture time: whole seconds since 1970 UTC, and nanoseconds within the second */
  readonly seconds: Float64Array
  readonly nanos: Int32Array
  /** index into the interfaces of the trace */
  readonly iface: Int32Array
  /** the interfaces met so far; grows, entries never change */
  interfaces: CaptureInterface[]
  /**
   * records dropped by the reader since the last batch, by reason (for example `record-too-large`)
   */
  dropped: Record<string, number>
}

/** The most records a batch can hold. */
export const BATCH_RECORDS_MAX = 1 << 15
/** The bytes a reader asks for at once. */
export const BATCH_BYTES = 1 << 21
/** The largest record that is read; larger ones are dropped and counted. */
export const RECORD_BYTES_MAX = 1 << 18

/** The longest frame that is believed: systems hand over up to 512 KiB to be segmented. */
const WIRE_BYTES_MAX = 1 << 20

/** Bytes on the wire, by what a record says: a number that no length has may be anything. */
export function wireLength(captured: number, original: number): number {
  return original < captured || original > WIRE_BYTES_MAX ? captured : original
}

/** Makes an empty batch around a buffer; with `shared`, memory that worker threads can see. */
export function createBatch(bytes: number, records: number, shared = false): Batch {
  const memory = (n: number): SharedArrayBuffer | ArrayBuffer =>
    shared ? new SharedArrayBuffer(n) : new ArrayBuffer(n)
  return {
    bytes: new Uint8Array(memory(bytes)),
    count: 0,
    at: new Int32Array(memory(records * 4)),
    length: new Int32Array(memory(records * 4)),
    wire: new Uint32Array(memory(records * 4)),
    seconds: new Float64Array(memory(records * 8)),
    nanos: new Int32Array(memory(records * 4)),
    iface: new Int32Array(memory(records * 4)),
    interfaces: [],
    dropped: {},
  }
}
