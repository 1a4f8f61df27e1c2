/** Byte strings written shortly: text in hexadecimal between lists of bytes, and lengths. */
import { type Bytes, hex, tcp, text, udp, w16 } from './build.js'
import { onIp } from './hidden.js'

/** Parts one behind the other: a string is hexadecimal, blanks in it are for the reader. */
export const mix = (...parts: readonly (string | Bytes)[]): Bytes =>
  parts.flatMap((p) => (typeof p === 'string' ? hex(p) : p))

/** A body behind its length, in one byte or in two. */
export const len8 = (...parts: readonly (string | Bytes)[]): Bytes => {
  const body = mix(...parts)
  return [body.length, ...body]
}
export const len16 = (...parts: readonly (string | Bytes)[]): Bytes => {
  const body = mix(...parts)
  return [...w16(body.length), ...body]
}
export const len24 = (...parts: readonly (string | Bytes)[]): Bytes => [0, ...len16(...parts)]

/** A type, then the value behind its length: one byte each, or two. */
export const tv8 = (type: number, ...parts: readonly (string | Bytes)[]): Bytes => [
  type,
  ...len8(...parts),
]
export const tv16 = (type: number, ...parts: readonly (string | Bytes)[]): Bytes => [
  ...w16(type),
  ...len16(...parts),
]

/** A type and the length of both and the value, in one byte each. */
export const tlv8 = (type: number, ...parts: readonly (string | Bytes)[]): Bytes => {
  const body = mix(...parts)
  return [type, body.length + 2, ...body]
}

/** Bytes of zero. */
export const zeros = (n: number): Bytes => Array<number>(n).fill(0)

/** Text as Windows writes it. */
export const wide = (s: string): Bytes => [...Buffer.from(s, 'utf16le')]

/** Letters as NetBIOS writes them: each half byte as a letter from `A` on (RFC 1001 §14.1). */
export const netbios = (s: string): Bytes =>
  text(s.toUpperCase().padEnd(15, ' '))
    .concat(0x20)
    .flatMap((v) => [0x41 + (v >> 4), 0x41 + (v & 15)])

/** Lines that each end as protocols of text end them. */
export const crlf = (...all: readonly string[]): Bytes => text(all.map((l) => `${l}\r\n`).join(''))

/** What is sent by either side of a connection or exchange with a port. */
export const fromTcp = (port: number, payload: Bytes): Bytes => onIp(6, tcp(port, 40000, payload))
export const fromUdp = (port: number, payload: Bytes): Bytes => onIp(17, udp(port, 40000, payload))
