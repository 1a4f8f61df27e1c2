/** Members of records that may hold anything, as what they should be or not at all. */

/** A record of which nothing is known yet. */
export type Raw = Readonly<Record<string, unknown>>

/** A value as a record, or an empty one. */
export function record(v: unknown): Raw {
  return typeof v === 'object' && v !== null && !Array.isArray(v) ? (v as Raw) : {}
}

/** A text that is not empty and not a sign for nothing. */
export function text(v: unknown): string | undefined {
  const s = typeof v === 'number' || typeof v === 'bigint' ? String(v) : v
  if (typeof s !== 'string') return undefined
  const trimmed = s.trim()
  return trimmed === '' || trimmed === '-' || trimmed === '(empty)' ? undefined : trimmed
}

/** A whole number from 0 to `most`, also when it stands in digits (`0x` for hexadecimal). */
export function whole(v: unknown, most: number): number | undefined {
  const s = text(v)
  if (s === undefined || !/^(?:\d{1,15}|0x[0-9a-f]{1,8})(?:\.0+)?$/i.test(s)) return undefined
  const n = Number(s)
  return Number.isInteger(n) && n <= most ? n : undefined
}

/** A share from 0 to 1. */
export function share(v: unknown): number | undefined {
  const s = text(v)
  const n = s === undefined ? Number.NaN : Number(s)
  return n >= 0 && n <= 1 ? n : undefined
}

const PROTOCOLS: Readonly<Record<string, number>> = {
  icmp: 1,
  igmp: 2,
  tcp: 6,
  udp: 17,
  ipv6: 41,
  gre: 47,
  esp: 50,
  ah: 51,
  icmp6: 58,
  icmpv6: 58,
  'ipv6-icmp': 58,
  ospf: 89,
  pim: 103,
  vrrp: 112,
  sctp: 132,
}

/** The number of an IP protocol, by number or name. */
export function protocol(v: unknown): number | undefined {
  const s = text(v)?.toLowerCase()
  if (s === undefined) return undefined
  return Object.hasOwn(PROTOCOLS, s) ? PROTOCOLS[s] : whole(s, 255)
}

/** A record without its members that are undefined. */
export function defined<T extends object>(members: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(members).filter(([, v]) => v !== undefined)) as T
}
