/** Specifiers of fields in templates (RFC 7011 §3.2), and what of them does not leave. */
import { put16, put32, u16, u32 } from '../bytes/endian.js'
import { type Element, elementOf, type Form } from '../correlate/ipfix-elements.js'

/** A length that is given with each value (RFC 7011 §7). */
export const VARIABLE = 65535
/** Reverse direction of a biflow (RFC 5103 §6.1). */
const REVERSE = 29305
const ENTERPRISE = 0x8000
const PADDING = 210
/** Scopes of version 9: exporter, interface, line card, cache, template (RFC 3954 §6.1). */
const SCOPE_MAX = 5

/** Reads the specifier of one field, which is there; gives the bytes that it takes too. */
export function readField(b: Uint8Array, at: number, isIpfix: boolean) {
  const number = u16(b, at)
  const isOwn = isIpfix && (number & ENTERPRISE) !== 0
  const isReverse = isOwn && u32(b, at + 4) === REVERSE
  const isKnown = !isOwn || isReverse
  const element = isKnown ? elementOf(isReverse ? number & ~ENTERPRISE : number) : undefined
  return { element, length: u16(b, at + 2), isReverse, size: isOwn ? 8 : 4 }
}

/** Bytes that values of a form have at most; values of more leave as zeros. */
const LENGTH_MAX: Readonly<Partial<Record<Form, number>>> = {
  number: 8,
  address: 16,
  mac: 6,
  uptime: 4,
  delta: 4,
  ntp: 8,
  milliseconds: 8,
  seconds: 8,
}

/** Whether an element can have values of a length, or of any (RFC 7011 §7). */
function isLength({ form }: Element, length: number): boolean {
  return length === VARIABLE || length <= (LENGTH_MAX[form] ?? VARIABLE)
}

/**
 * Calls the element of a specifier padding, where it is not known or of no such length: its values
 * leave as zeros, its number and its maker's may be anything.
 */
export function hideUnknown(b: Uint8Array, at: number, isIpfix: boolean): void {
  const { element, length, size } = readField(b, at, isIpfix)
  if (element !== undefined && isLength(element, length)) return
  put16(b, at, size === 8 ? PADDING | ENTERPRISE : PADDING)
  if (size === 8) put32(b, at + 4, 0)
}

/** Hides what is not known in the template record `[at, end)`, which could be read. */
export function hideInTemplate(
  b: Uint8Array,
  at: number,
  end: number,
  isOptions: boolean,
  isIpfix: boolean,
): void {
  let i = at + (isOptions ? 6 : 4)
  if (isOptions && !isIpfix) {
    // Scopes have numbers of their own; the first is the exporter.
    const scopes = i + u16(b, at + 2)
    for (; i < scopes; i += 4) if (u16(b, i) > SCOPE_MAX) put16(b, i, 1)
  }
  for (; i < end; i += isIpfix && (u16(b, i) & ENTERPRISE) !== 0 ? 8 : 4) {
    hideUnknown(b, i, isIpfix)
  }
}
