/**
 * Pseudonyms of link-layer addresses (EUI-48, EUI-64). No output names a vendor: the bit for
 * locally administered addresses is always set, the other bits of the OUI are a keyed permutation,
 * and the last 24 bits are mapped as in IPv6 addresses.
 *
 * The map of the OUI takes universal and local addresses to local ones, so it is two to one: two
 * addresses of a network that differ in that bit meet with probability 2^-22, and only when their
 * last 24 bits are equal. Apart from that the map is one to one.
 */
import { type BytesMap, cacheSix, cacheWords, type WordMap } from './cache.js'
import type { GroupMap } from './group-map.js'
import type { Keyring } from './keyring.js'
import { createPermutation, type Permutation } from './permutation.js'

const GROUP = 0x010000
const LOCAL = 0x020000
const IPV4_GROUP = 0x01005e
const IPV6_GROUP = 0x3333
const OUIS_LOG2 = 9
/** The golden ratio in 32 bits, which spreads numbers that stand close together. */
const SPREAD = 0x9e3779b1 | 0

/** Maps of link-layer addresses and of their parts. */
export interface HardwareMap {
  /** the first 24 bits of a MAC address that is no multicast address of IP */
  oui(oui: number): number
  /** 48 bits in words 2 (high 16) and 3 of four */
  readonly eui48: WordMap
  /** the same for six bytes, remembered */
  readonly eui48At: BytesMap
  /** 64 bits in words 2 and 3 of four */
  readonly eui64: WordMap
}

/** OUIs with the local bit set that mean something of their own: no output may have them. */
function reserved(oui: number): boolean {
  return oui >>> 8 === IPV6_GROUP || oui === 0xffffff || oui === FUNCTIONAL
}

/**
 * Groups of protocols, the same in every network: an OUI, and from where to where the last 24 bits
 * are given out. Others under these OUIs are anybody's, and could be a device.
 */
const PROTOCOL_GROUPS: readonly (readonly [oui: number, from: number, to: number])[] = [
  // IEEE 802.1 and 802.3
  [0x0180c2, 0, 0x1ff],
  // Cisco: ISL, discovery, spanning trees, tunnels, CGMP
  [0x01000c, 0, 0xff],
  [0x01000c, 0xcccccc, 0xcccccd],
  [0x01000c, 0xcdcdcd, 0xcdcdd0],
  [0x01000c, 0xdddddd, 0xdddddd],
  // PTP (IEEE 1588 Annex F)
  [0x011b19, 0, 0],
  // GOOSE, GSSE, sampled values (IEC 61850-8-1 Annex B)
  [0x010ccd, 0x010000, 0x0101ff],
  [0x010ccd, 0x020000, 0x0201ff],
  [0x010ccd, 0x040000, 0x0401ff],
  // IS-IS and DEC
  [0x09002b, 0, 0x0f],
  [0x09002b, 0x010000, 0x010001],
  // PROFINET
  [0x010ecf, 0, 0x5ff],
]
/** Functional addresses of token ring, a bit each (RFC 1469 §3). */
const FUNCTIONAL = 0x030000

function isProtocolGroup(oui: number, low24: number): boolean {
  if ((oui & GROUP) === 0) return false
  if (oui === FUNCTIONAL) return (low24 & (low24 - 1)) === 0
  for (const [of, from, to] of PROTOCOL_GROUPS) {
    if (oui === of && low24 >= from && low24 <= to) return true
  }
  return false
}

function createOuiMap(
  permutation: Permutation,
  vendors: ReadonlySet<number>,
): (oui: number) => number {
  return (oui) => {
    if (vendors.has(oui)) return oui
    const group = oui & GROUP
    let x = oui
    do {
      // Bits 17 and 16 of the OUI are the local and the group bit; the other 22 close ranks.
      const packed = ((x >>> 18) << 16) | (x & 0xffff)
      const p = permutation.permute32(packed, 22, group, oui & LOCAL, 0)
      x = ((p >>> 16) << 18) | LOCAL | group | (p & 0xffff)
    } while (reserved(x) || vendors.has(x))
    return x
  }
}

/**
 * Remembers a map of OUIs, of which each costs ten blocks: networks have few makers, many devices.
 * Entries hold one more than the OUI, so that none is taken for the first.
 */
function remembered(map: (oui: number) => number, log2: number): (oui: number) => number {
  if (log2 === 0) return map
  const table = new Int32Array(2 << log2)
  return (oui) => {
    const i = (Math.imul(oui, SPREAD) >>> (32 - log2)) << 1
    if (table[i] !== oui + 1) {
      table[i] = oui + 1
      table[i + 1] = map(oui)
    }
    return table[i + 1]
  }
}

/** Makes the maps. `vendors` are OUIs (24 bits) that stay as they are. */
export function createHardwareMap(
  keys: Keyring,
  groups: GroupMap,
  vendors: ReadonlySet<number> = new Set(),
  cacheLog2 = 12,
): HardwareMap {
  const permutation = createPermutation(keys.derive('hardware', 16))
  const oui = remembered(createOuiMap(permutation, vendors), cacheLog2 && OUIS_LOG2)

  function map48(v: Int32Array): void {
    const high = v[2]
    const low = v[3]
    const first = (high << 8) | (low >>> 24)
    if (high === IPV6_GROUP) {
      v[3] = groups.ipv6Group(low >>> 0)
    } else if (first === IPV4_GROUP) {
      v[3] = (low & 0xff800000) | groups.ipv4Group(low & 0x7fffff)
    } else if ((high === 0 && low === 0) || (high === 0xffff && low === -1)) {
      return
    } else if (!isProtocolGroup(first, low & 0xffffff)) {
      const mapped = oui(first)
      v[2] = mapped >>> 8
      v[3] = (mapped << 24) | groups.nic(low & 0xffffff)
    }
  }

  function map64(v: Int32Array): void {
    const high = v[2]
    const low = v[3]
    if ((high === 0 && low === 0) || (high === -1 && low === -1)) return
    const mapped = oui(high >>> 8)
    if ((high & 0xff) === 0xff && low >>> 24 === 0xfe) {
      v[2] = (mapped << 8) | 0xff
      v[3] = 0xfe000000 | groups.nic(low & 0xffffff)
      return
    }
    // Walking on keeps identifiers that hold no EUI-48 apart from those that do.
    do {
      permutation.permute(v, 40, high >>> 8, 0, 1)
    } while ((v[2] & 0xff) === 0xff && v[3] >>> 24 === 0xfe)
    v[2] = (mapped << 8) | (v[2] & 0xff)
  }

  const eui64 = cacheWords(cacheLog2 && 10, map64)
  return { oui, eui48: map48, eui48At: cacheSix(cacheLog2, map48), eui64 }
}
