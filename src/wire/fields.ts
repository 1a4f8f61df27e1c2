/**
 * The tables every dissector fills in: which fields a protocol has, what each could give away (its
 * kind) and how its bytes are to be read (its type). A policy speaks of kinds and field names; the
 * hot loop sees only numbers: the id of a field or of a layout (a run of fields at fixed offsets).
 */

/** What a field can give away. `structure` and `derived` cannot be ruled. */
export const kinds = [
  'address',
  'hardware',
  'hostname',
  'person',
  'secret',
  'link',
  'time',
  'size',
  'port',
  'software',
  'location',
  'code',
  'content',
  'enum',
  'vlan',
  'structure',
  'derived',
] as const
/** A name from the list of kinds. */
export type Kind = (typeof kinds)[number]

/**
 * How a field's bytes are to be read. Transforms say which types they accept.
 * `vlan`: two bytes, of which the low twelve bits are meant and the others are structure;
 * `label`: one DNS label without its length byte; the low 16 bits of the span's `aux` say where the
 * frame's scratch holds length and text of the canonical name, the others where in it the label
 * begins; `hostname`: a whole name in text; `text`: ASCII or UTF-8 text; `hex`: bytes
 * written as pairs of hexadecimal digits, between which dashes may stand; `netbios`: a NetBIOS
 * name of up to 16 bytes, padded with blanks, or twice as long in the half-byte alphabet;
 * `record-time`: the time of the record.
 */
export const fieldTypes = [
  'bytes',
  'uint',
  'uint-le',
  'ipv4',
  'ipv6',
  'eui48',
  'eui64',
  'port',
  'vlan',
  'label',
  'hostname',
  'text',
  'hex',
  'netbios',
  'ntp64',
  'unix32',
  'flow-seq-forward',
  'flow-seq-reverse',
  'flow-clock-forward',
  'flow-clock-reverse',
  'flow-id',
  'record-time',
] as const
/** A name from the list of field types. */
export type FieldType = (typeof fieldTypes)[number]

/** One named byte range of a protocol. */
export interface Field {
  readonly id: number
  readonly name: string
  readonly kind: Kind
  readonly type: FieldType
  readonly doc: string
}

/** A field inside a span: `length` is -1 for the whole span. */
export interface Part {
  readonly field: number
  readonly at: number
  readonly length: number
}

/**
 * What a span id stands for: one field, or several fields at fixed offsets that tile `size` bytes.
 */
export interface SpanSpec {
  readonly id: number
  readonly name: string
  readonly size: number
  readonly parts: readonly Part[]
}

/** Every field of every dissector, by id. */
export const fieldTable: Field[] = []
/** Every span id: fields first come as they are defined, layouts between them. */
export const spanTable: SpanSpec[] = []
const fieldSpan: number[] = []

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)
}

/** A named value outside of packets: an attribute, a column, a part of a text. */
export interface ValueField {
  readonly name: string
  readonly kind: Kind
  readonly doc: string
}

/** Every value field that a policy may name, by name. */
export const valueTable = new Map<string, ValueField>()

/** Makes fields known whose values stand outside of packets: `attr.` and `client.address`. */
export function valueFields(
  prefix: string,
  table: Readonly<Record<string, readonly [Kind, string]>>,
): void {
  for (const key of Object.keys(table)) {
    const [kind, doc] = table[key]
    valueTable.set(prefix + key, { name: prefix + key, kind, doc })
  }
}

/**
 * Defines the fields of one protocol and gives their span ids by key.
 * A key `sessionId` of protocol `tls` becomes the field `tls.session-id`.
 */
export function fields<K extends string>(
  protocol: string,
  table: Record<K, readonly [Kind, FieldType, string]>,
): Record<K, number> {
  const ids = {} as Record<K, number>
  for (const key of Object.keys(table) as K[]) {
    const [kind, type, doc] = table[key]
    const field = fieldTable.length
    const name = `${protocol}.${kebab(key)}`
    fieldTable.push({ id: field, name, kind, type, doc })
    const id = spanTable.length
    spanTable.push({ id, name, size: -1, parts: [{ field, at: 0, length: -1 }] })
    fieldSpan[id] = field
    ids[key] = id
  }
  return ids
}

/**
 * Defines a run of fixed-size fields that lie one behind the other, as `[span id, bytes]` in order.
 * @returns the span id of the whole run, whose size is the sum
 */
export function layout(name: string, parts: readonly (readonly [number, number])[]): number {
  const id = spanTable.length
  let at = 0
  const list: Part[] = []
  for (const [span, length] of parts) {
    list.push({ field: fieldSpan[span], at, length })
    at += length
  }
  spanTable.push({ id, name, size: at, parts: list })
  return id
}
