/** Builds frames by hand for tests: each function wraps a payload in one header. */

export type Bytes = number[]

export const text = (s: string): Bytes => [...Buffer.from(s, 'utf8')]
export const hex = (s: string): Bytes => [...Buffer.from(s.replace(/\s+/g, ''), 'hex')]
export const w16 = (v: number): Bytes => [(v >> 8) & 255, v & 255]
export const w32 = (v: number): Bytes => [
  (v >>> 24) & 255,
  (v >>> 16) & 255,
  (v >>> 8) & 255,
  v & 255,
]
export const ip4 = (s: string): Bytes => s.split('.').map(Number)
export const mac = (s: string): Bytes => s.split(':').map((x) => Number.parseInt(x, 16))

export function ip6(s: string): Bytes {
  const [head, tail] = s.split('::')
  const groups = (t: string | undefined) => (t ? t.split(':') : [])
  const left = groups(head)
  const right = groups(tail)
  const middle = s.includes('::') ? Array(8 - left.length - right.length).fill('0') : []
  return [...left, ...middle, ...right].flatMap((g) => w16(Number.parseInt(g as string, 16)))
}

export function sum(bytes: Bytes): number {
  let s = 0
  for (let i = 0; i < bytes.length; i += 2) s += (bytes[i] << 8) | (bytes[i + 1] ?? 0)
  while (s > 0xffff) s = (s & 0xffff) + (s >>> 16)
  return ~s & 0xffff
}

/** Ordinary endpoints: not secret. */
export const SRC = '45.33.32.156'
export const DST = '45.79.14.21'
export const SRC6 = '2607:f8b0::1'
export const DST6 = '2607:f8b0::2'
export const MAC1 = '02:00:00:00:00:01'
export const MAC2 = '02:00:00:00:00:02'

export function eth(type: number, payload: Bytes, src = MAC1, dst = MAC2): Bytes {
  return [...mac(dst), ...mac(src), ...w16(type), ...payload]
}

export interface Ipv4Options {
  src?: string
  dst?: string
  options?: Bytes
  fragment?: number
}

export function ipv4(protocol: number, payload: Bytes, o: Ipv4Options = {}): Bytes {
  const options = o.options ?? []
  const header = [
    0x40 | (5 + options.length / 4),
    0,
    ...w16(20 + options.length + payload.length),
    ...w16(0x1234),
    ...w16(o.fragment ?? 0),
    64,
    protocol,
    0,
    0,
    ...ip4(o.src ?? SRC),
    ...ip4(o.dst ?? DST),
    ...options,
  ]
  const c = sum(header)
  header[10] = c >> 8
  header[11] = c & 255
  return [...header, ...payload]
}

export function ipv6(next: number, payload: Bytes, src = SRC6, dst = DST6): Bytes {
  return [0x60, 0, 0, 0, ...w16(payload.length), next, 64, ...ip6(src), ...ip6(dst), ...payload]
}

export function udp(src: number, dst: number, payload: Bytes): Bytes {
  return [...w16(src), ...w16(dst), ...w16(8 + payload.length), 0, 0, ...payload]
}

export function tcp(src: number, dst: number, payload: Bytes, options: Bytes = []): Bytes {
  const offset = (5 + options.length / 4) << 4
  return [
    ...w16(src),
    ...w16(dst),
    ...w32(0x11223344),
    ...w32(0x55667788),
    offset,
    0x18,
    ...w16(0x2000),
    ...w16(0xbeef),
    0,
    0,
    ...options,
    ...payload,
  ]
}

/** Labels of a DNS name, ending in the root. */
export function dnsName(name: string): Bytes {
  return [...name.split('.').flatMap((l) => [l.length, ...text(l)]), 0]
}

export function dns(questions: Bytes[], answers: Bytes[] = [], additional: Bytes[] = []): Bytes {
  return [
    ...w16(0x4242),
    ...w16(answers.length > 0 ? 0x8180 : 0x0100),
    ...w16(questions.length),
    ...w16(answers.length),
    ...w16(0),
    ...w16(additional.length),
    ...questions.flat(),
    ...answers.flat(),
    ...additional.flat(),
  ]
}

export const question = (name: string, type: number): Bytes => [
  ...dnsName(name),
  ...w16(type),
  0,
  1,
]
export const record = (name: Bytes, type: number, data: Bytes): Bytes => [
  ...name,
  ...w16(type),
  ...w16(1),
  ...w32(300),
  ...w16(data.length),
  ...data,
]
