/** Requests of spans with attributes of all kinds, for tests. */
import { attributes } from '../../src/otlp/places.js'

/** Numbers that look random, the same each time (xorshift32). */
function createRandom(seed: number): (below: number) => number {
  let x = seed
  return (below) => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) % below
  }
}

/** Writes a length; `pad` makes it longer than it needs to be. */
type Length = (n: number) => Buffer

/** Lengths in as few bytes as they need. */
export const short: Length = (n) =>
  n < 128
    ? Buffer.from([n])
    : Buffer.from([(n & 127) | 128, n >> 7 > 127 ? (n >> 7) | 128 : n >> 7])
/** Lengths in three bytes. */
export const padded: Length = (n) => Buffer.from([(n & 127) | 128, ((n >> 7) & 127) | 128, n >> 14])

const VALUES = [
  '',
  'GET',
  '200',
  '10.1.2.3',
  'alice@acme.example',
  'shop.acme.example',
  '/orders/4711/items?user=alice',
  'select * from users where name = "alice"',
  '2024-05-01T10:20:30Z',
  '00f067aa0ba902b7',
  'order 4711 of alice was paid',
  'Mozilla/5.0 (X11; Linux x86_64)',
]

/** A request of spans, the same for each seed but for how lengths are written. */
export function request(seed: number, length: Length): Buffer {
  const random = createRandom(seed)
  const pick = <T>(list: readonly T[]): T => list[random(list.length)]
  const len = (n: number, ...parts: Buffer[]): Buffer => {
    const body = Buffer.concat(parts)
    return Buffer.concat([Buffer.from([n * 8 + 2]), length(body.length), body])
  }
  const text = (): string => {
    const value = pick(VALUES)
    if (random(3) > 0) return value
    return random(2) === 0 ? `${value}${random(100)}` : `${value} ${'x'.repeat(random(300))}`
  }
  const scalar = (): Buffer => {
    const kind = random(8)
    if (kind === 0) return Buffer.from([0x18, random(128)])
    if (kind === 1) return Buffer.from([0x18, 128 + random(128), random(128)])
    if (kind === 2) return Buffer.from([0x10, random(2)])
    if (kind === 3) return Buffer.from([0x18, 255, 255, 255, random(128)])
    if (kind === 4) return Buffer.concat([Buffer.from([0x21]), Buffer.alloc(8, random(256))])
    return len(1, Buffer.from(text()))
  }
  const key = (): string => {
    const unknown = random(8) === 0
    return unknown ? `shop.${random(9)}` : attributes[random(attributes.length)].key
  }
  const attribute = (n: number): Buffer => {
    const values = random(12) === 0 ? [scalar(), scalar()] : [scalar()]
    return len(n, len(1, Buffer.from(key())), len(2, ...values))
  }
  const some = (n: number): Buffer[] => Array.from({ length: random(12) }, () => attribute(n))
  const span = (): Buffer => {
    const start = Buffer.alloc(9, 0x39)
    start.writeBigUInt64LE(1_716_240_000_000_000_000n + BigInt(random(1e9)), 1)
    const id = Buffer.alloc(16, random(256))
    const name = len(5, Buffer.from(text()))
    const event = len(11, len(2, Buffer.from(text())), ...some(3))
    return len(2, len(1, id), len(2, id.subarray(8)), name, start, ...some(9), event)
  }
  const spans = Array.from({ length: 6 }, span)
  const scope = len(1, len(1, Buffer.from(text())), len(2, Buffer.from('1.2.3')), ...some(3))
  return len(1, len(1, ...some(1)), len(2, scope, ...spans))
}
