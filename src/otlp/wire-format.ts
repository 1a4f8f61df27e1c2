/**
 * The wire format of protocol buffers (protobuf.dev, "Encoding"): tags, varints, lengths. Nothing
 * is decoded into objects; what is read stands in one cursor.
 */
/** Wire types that OTLP uses. Groups (3, 4) are refused. */
export const Wire = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const

/** The field that was read last: number, wire type, where its value lies, and the next field. */
export const cursor = { n: 0, wire: 0, from: 0, to: 0, at: 0, value: 0 }

/** Reads a varint; `cursor.at` is behind it, or -1 when it is cut off or longer than ten bytes. */
export function readVarint(b: Uint8Array, at: number, end: number): number {
  if (at < end && b[at] < 128) {
    cursor.at = at + 1
    return b[at]
  }
  let v = 0
  let scale = 1
  const last = Math.min(end, at + 10)
  for (let i = at; i < last; i++) {
    const c = b[i]
    v += (c & 127) * scale
    if (c < 128) {
      cursor.at = i + 1
      return v
    }
    scale *= 128
  }
  cursor.at = -1
  return 0
}

/** Reads a varint as signed 64 bits; exact below 2^53. */
export function readSigned(b: Uint8Array, at: number, end: number): number {
  if (end - at < 10) return readVarint(b, at, end)
  let v = 0
  let scale = 1
  for (let i = at; i < at + 9; i++) {
    v += (~b[i] & 127) * scale
    scale *= 128
  }
  return (b[at + 9] & 1) === 1 ? -v - 1 : readVarint(b, at, end)
}

/**
 * Reads the next field into the cursor.
 * @returns why it cannot be read, or an empty string
 */
export function readField(b: Uint8Array, at: number, end: number): string {
  const c = cursor
  // Nearly all tags take one byte, and so do lengths.
  if (at < end && b[at] < 128) {
    const tag = b[at]
    if (tag < 8) return 'bad-tag'
    c.n = tag >> 3
    c.wire = tag & 7
    c.at = at + 1
  } else {
    const tag = readVarint(b, at, end)
    if (c.at < 0) return 'bad-varint'
    if (tag < 8 || tag > 0xffffffff) return 'bad-tag'
    c.n = Math.floor(tag / 8)
    c.wire = tag & 7
  }
  return readValue(b, end)
}

/** Finds where the value of the field in the cursor ends; it begins at `cursor.at`. */
function readValue(b: Uint8Array, end: number): string {
  const c = cursor
  c.from = c.at
  switch (c.wire) {
    case Wire.varint:
      c.value = readVarint(b, c.at, end)
      if (c.at < 0) return 'bad-varint'
      break
    case Wire.fixed64:
      c.at += 8
      break
    case Wire.fixed32:
      c.at += 4
      break
    case Wire.bytes: {
      const { from } = c
      if (from < end && b[from] < 128) {
        c.from = from + 1
        c.at = from + 1 + b[from]
        break
      }
      const length = readVarint(b, from, end)
      if (c.at < 0) return 'bad-varint'
      c.from = c.at
      c.at += length
      break
    }
    default:
      return 'group'
  }
  if (c.at > end) return 'truncated'
  c.to = c.at
  return ''
}

const word = new DataView(new ArrayBuffer(8))

/** The eight bytes at `at` as a double or as a signed integer. */
export function numberAt(b: Uint8Array, at: number, isDouble: boolean): number {
  for (let i = 0; i < 8; i++) word.setUint8(i, b[at + i])
  if (isDouble) return word.getFloat64(0, true)
  return word.getInt32(4, true) * 2 ** 32 + word.getUint32(0, true)
}
