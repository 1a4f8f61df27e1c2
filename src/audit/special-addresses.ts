/**
 * Does an address leave the class it belongs to, so that traffic looks like something it was not?
 */
import { u16, u32 } from '../bytes/endian.js'
import { fieldTable, spanTable } from '../wire/fields.js'
import { type Frame, SPAN } from '../wire/frame.js'
import { type Check, countFinding } from './check.js'

const NONE = { internal: 0, partner: 0, research: 0, public: 0 }
const PARTS_MAX = 1024
/** Names that have a number in them, made once: they are asked for with each address. */
const named = (name: (n: number) => string): string[] =>
  Array.from({ length: 256 }, (_, n) => name(n))
const EIGHTS = named((n) => `${n}/8`)
const MULTICAST = named((n) => `multicast ${n}`)
const SOLICITED = named((n) => `multicast ${n} solicited`)
const CLASS_KEEPING = new Set(['keep', 'prefix-preserving', 'prefix', 'pseudonym'])

/** Class of an IPv4 address, by the special-use registry of RFC 6890. */
function class4(a: number): string {
  if (a === 0 || a === 0xffffffff) return a === 0 ? 'unspecified' : 'broadcast'
  const first = a >>> 24
  if (first === 0 || first === 10 || first === 127) return EIGHTS[first]
  if (first >= 240) return 'reserved'
  if (first >= 224) return a >>> 8 === 0xe00000 ? 'multicast link-local' : MULTICAST[first]
  if (a >>> 16 === 0xa9fe) return 'link-local'
  if (a >>> 20 === 0xac1) return '172.16/12'
  if (a >>> 16 === 0xc0a8) return '192.168/16'
  if (a >>> 22 === 0x191) return '100.64/10'
  return 'public'
}

/** Class of an IPv6 address, by RFC 4291 and the registry of RFC 6890. */
function class6(b: Uint8Array, at: number): string {
  const first = u16(b, at)
  if (first >= 0xff00) {
    const solicited = u32(b, at + 8) === 1 && b[at + 12] === 0xff
    return (solicited ? SOLICITED : MULTICAST)[first & 0xff]
  }
  if (first >>> 6 === 0x3fa) return 'link-local'
  if (first >>> 9 === 0x7e) return 'unique local'
  if (first === 0x2002) return '6to4'
  if (first === 0x2001 && u16(b, at + 2) === 0) return 'teredo'
  if (first >>> 13 === 1) return 'global'
  let zeros = 0
  while (zeros < 16 && b[at + zeros] === 0) zeros++
  if (zeros === 16) return 'unspecified'
  if (zeros === 15 && b[at + 15] === 1) return 'loopback'
  if (zeros === 10 && u16(b, at + 10) === 0xffff) return `mapped ${class4(u32(b, at + 12))}`
  return 'other'
}

/**
 * Claim `class-stays`: a private address stays private, multicast keeps its scope, loopback stays
 * loopback, and no public address becomes a special one. Compared on each address of each frame.
 */
export const specialAddresses: Check = {
  name: 'special-addresses',
  version: 1,
  question: 'does every address stay in its class: private, multicast, link-local, public?',
  reproducible: 'owner',
  limits: NONE,
  open(context) {
    const parts = spanTable.map((s) =>
      s.parts.flatMap(({ field, at }) => {
        const { type } = fieldTable[field]
        const keeps = CLASS_KEEPING.has(context.rules[field].transform)
        const isV6 = type === 'ipv6'
        return keeps && (type === 'ipv4' || isV6) ? [{ at, isV6 }] : []
      }),
    )
    const before = new Int32Array(PARTS_MAX * 4)
    const names: string[] = []
    const moved = new Map<string, number>()
    let count = 0
    let compared = 0
    const visit = (f: Frame, each: (at: number, v6: boolean, n: number) => void): void => {
      const { spans } = f
      const end = f.n * SPAN
      let n = 0
      for (let i = 0; i < end; i += SPAN) {
        const list = parts[spans[i]]
        for (let k = 0; k < list.length; k++) {
          if (n >= PARTS_MAX) return
          each(spans[i + 1] + list[k].at, list[k].isV6, n++)
        }
      }
    }
    const classOf = (b: Uint8Array, at: number, v6: boolean): string =>
      v6 ? class6(b, at) : class4(u32(b, at))
    return {
      before(f) {
        count = 0
        visit(f, (at, v6, n) => {
          names[n] = classOf(f.b, at, v6)
          before[n] = at
          count = n + 1
        })
      },
      after(f) {
        visit(f, (at, v6, n) => {
          if (n >= count || before[n] !== at) return
          compared++
          const now = classOf(f.b, at, v6)
          if (now === names[n]) return
          const what = `${names[n]} became ${now}`
          moved.set(what, (moved.get(what) ?? 0) + 1)
        })
      },
      finish: () =>
        countFinding(specialAddresses, context, {
          measure: 'addresses that left their class',
          value: [...moved.values()].reduce((a, b) => a + b, 0),
          arms: { 'addresses compared': compared },
          notes: [...moved].map(([what, n]) => `${what}: ${n}`),
        }),
    }
  },
}
