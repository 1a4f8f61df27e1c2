/**
 * Maps of the parts of an address that several layers share, each of that part alone, so that the
 * layers still agree: a multicast IPv4 group and its MAC (RFC 1112 §6.4), an IPv6 group and its MAC
 * (RFC 2464 §7), an interface and its solicited-node group (RFC 4291 §2.7.1) and EUI-64 identifier.
 */
import { createSmallMap, TREE_KEY_BYTES } from './cryptopan.js'
import type { Keyring } from './keyring.js'

/** Prefix-preserving maps of shared parts; see `createGroupMap`. */
export interface GroupMap {
  /** the last 24 bits of MAC addresses and of IPv6 unicast addresses */
  nic(low24: number): number
  /** the low 23 bits of an IPv4 group; groups of 224.0.0.0/23 and SSDP's 239.255.255.250 stay */
  ipv4Group(low23: number): number
  /** the low 32 bits of an IPv6 group; up to 0x1ffff they stay, and 0xff on top stays over `nic` */
  ipv6Group(low32: number): number
}

/** The number of leading bits of `a` and `b`, out of `bits`, that agree. */
function shared(a: number, b: number, bits: number): number {
  return Math.clz32(a ^ b) - (32 - bits)
}

/** First bit that may flip: no node above a fixed value or range may. */
function group4Start(low23: number): number {
  // 224.0.0.0/23 are the low 23 bits below 512: nine bits lie below the fourteenth.
  if (low23 < 512) return 23
  return Math.max(Math.min(shared(low23, 0, 23), 13), Math.min(shared(low23, 0x7ffffa, 23), 22)) + 1
}

function group6Start(low32: number): number {
  if (low32 <= 0x1ffff) return 32
  return (
    Math.max(Math.min(shared(low32, 0, 32), 14), Math.min(shared(low32, 0xff000000, 32), 7)) + 1
  )
}

/** Makes the maps of a keyring. */
export function createGroupMap(keys: Keyring): GroupMap {
  const key = (name: string): Uint8Array => keys.derive(name, TREE_KEY_BYTES)
  const nic = createSmallMap(key('nic'), 24, () => 0)
  const low32 = createSmallMap(key('group/ipv6'), 32, group6Start)
  return {
    nic,
    ipv4Group: createSmallMap(key('group/ipv4'), 23, group4Start),
    ipv6Group: (v) => (v >>> 24 === 0xff ? (0xff000000 | nic(v & 0xffffff)) >>> 0 : low32(v >>> 0)),
  }
}
