/** Readers of the recording that share no line with scrim's own: enough to count what is in it. */

/** One field of a protobuf message (varints as numbers; groups are not known). */
export type Field = readonly [number: number, value: Uint8Array | number]

function varint(bytes: Uint8Array, from: number): [value: number, next: number] {
  let value = 0
  let scale = 1
  let at = from
  for (;;) {
    const byte = bytes[at++] ?? 0
    value += (byte & 127) * scale
    if (byte < 128) return [value, at]
    scale *= 128
  }
}

/** The fields of a message. */
export function fieldsOf(bytes: Uint8Array): Field[] {
  const out: Field[] = []
  let at = 0
  while (at < bytes.length) {
    const [key, after] = varint(bytes, at)
    const kind = key % 8
    const number = (key - kind) / 8
    const [length, begin] =
      kind === 2 ? varint(bytes, after) : [kind === 1 ? 8 : kind === 5 ? 4 : 0, after]
    if (kind === 0) {
      const [value, next] = varint(bytes, after)
      out.push([number, value])
      at = next
    } else {
      out.push([number, bytes.subarray(begin, begin + length)])
      at = begin + length
    }
  }
  return out
}

/** Messages at the end of a path of field numbers. */
export function below(bytes: Uint8Array, ...path: number[]): Uint8Array[] {
  return path.reduce<Uint8Array[]>(
    (all, number) =>
      all.flatMap((m) =>
        fieldsOf(m).flatMap(([n, v]) => (n === number && typeof v !== 'number' ? [v] : [])),
      ),
    [bytes],
  )
}

/** Messages that stand one after another, each behind its length. */
export function delimited(bytes: Uint8Array): Uint8Array[] {
  const out: Uint8Array[] = []
  let at = 0
  while (at < bytes.length) {
    const [length, begin] = varint(bytes, at)
    out.push(bytes.subarray(begin, begin + length))
    at = begin + length
  }
  return out
}

/** Frames of a pcapng of this machine's order, by the lengths of its blocks. */
export function framesOf(file: Buffer): Buffer[] {
  const out: Buffer[] = []
  for (let at = 0; at < file.length; at += file.readUInt32LE(at + 4)) {
    if (file.readUInt32LE(at) !== 6) continue
    out.push(file.subarray(at + 28, at + 28 + file.readUInt32LE(at + 20)))
  }
  return out
}

function text6(bytes: Buffer): string {
  const words = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(i * 2).toString(16))
  return words.join(':').replace(/(^|:)0(:0)+(:|$)/, '::')
}

/** What one frame says of who sends it to whom: addresses of both layers, and TCP ports. */
export interface Ends {
  readonly macs: string[]
  readonly ips: string[]
  readonly ports?: readonly [number, number]
}

/** The outermost addresses of an Ethernet frame, behind one VLAN tag at most. */
export function endsOf(frame: Buffer): Ends {
  const macs = [frame.toString('hex', 6, 12), frame.toString('hex', 0, 6)]
  const at = frame.readUInt16BE(12) === 0x8100 ? 18 : 14
  const type = frame.readUInt16BE(at - 2)
  if (type === 0x0800) {
    const ips = [12, 16].map((i) => [...frame.subarray(at + i, at + i + 4)].join('.'))
    const isWhole = (frame.readUInt16BE(at + 6) & 0x1fff) === 0
    const tcp = at + ((frame[at] ?? 0) & 15) * 4
    if (frame[at + 9] !== 6 || !isWhole) return { macs, ips }
    return { macs, ips, ports: [frame.readUInt16BE(tcp), frame.readUInt16BE(tcp + 2)] }
  }
  if (type !== 0x86dd) return { macs, ips: [] }
  const ips = [8, 24].map((i) => text6(frame.subarray(at + i, at + i + 16)))
  if (frame[at + 6] !== 6) return { macs, ips }
  return { macs, ips, ports: [frame.readUInt16BE(at + 40), frame.readUInt16BE(at + 42)] }
}
