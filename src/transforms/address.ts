/** The hot ends of the address maps: bytes in, map, bytes out. */

import { z } from 'zod'
import { put32, u32 } from '../bytes/endian.js'
import { type AddressMaps, type AddressOptions, addressMaps } from '../keys/address-maps.js'
import type { Keyring } from '../keys/keyring.js'
import type { FieldType } from '../wire/fields.js'
import { fillBytes } from './fill.js'
import type { Apply } from './transform.js'

const OUI = /^[0-9a-fA-F]{2}([:-])[0-9a-fA-F]{2}\1[0-9a-fA-F]{2}$/

/** Longest list of `vendors`. */
export const VENDORS_MAX = 4096

/** The argument `vendors`: OUIs that stay as they are. */
export const vendors = z
  .array(z.string().regex(OUI, 'expected the first three bytes of a MAC address, as 00:11:22'))
  .max(VENDORS_MAX)
  .optional()
  .describe('OUIs that stay as they are')

/**
 * The argument `vendorsFrom`. It changes no byte itself: `scrim release` counts devices first, and
 * adds the OUIs that so many share to `vendors`.
 */
export const vendorsFrom = z
  .number()
  .int()
  .min(2)
  .max(65535)
  .optional()
  .describe('OUIs of so many hardware addresses of the recording stay; `scrim release` counts them')

/** Four words that maps work on; one field at a time is rewritten. */
const words = new Int32Array(4)

function ipv4(maps: AddressMaps): Apply {
  const map = maps.ipv4At
  return (f, at, end) => {
    if (end - at === 4) map(f.b, at)
    else fillBytes(f.b, at, end, 0)
  }
}

function ipv6(maps: AddressMaps): Apply {
  const map = maps.ipv6
  return (f, at, end) => {
    const b = f.b
    if (end - at !== 16) {
      fillBytes(b, at, end, 0)
      return
    }
    words[0] = u32(b, at)
    words[1] = u32(b, at + 4)
    words[2] = u32(b, at + 8)
    words[3] = u32(b, at + 12)
    map(words)
    put32(b, at, words[0])
    put32(b, at + 4, words[1])
    put32(b, at + 8, words[2])
    put32(b, at + 12, words[3])
  }
}

function eui48(maps: AddressMaps): Apply {
  const map = maps.hardware.eui48At
  return (f, at, end) => {
    if (end - at === 6) map(f.b, at)
    else fillBytes(f.b, at, end, 0)
  }
}

function eui64(maps: AddressMaps): Apply {
  const map = maps.hardware.eui64
  return (f, at, end) => {
    const b = f.b
    if (end - at !== 8) {
      fillBytes(b, at, end, 0)
      return
    }
    words[0] = 0
    words[1] = 0
    words[2] = u32(b, at)
    words[3] = u32(b, at + 4)
    map(words)
    put32(b, at, words[2])
    put32(b, at + 4, words[3])
  }
}

/**
 * What `addressMaps` is asked for.
 * @param ipv4Bits bits of prefix structure that survive in IPv4 (0..32)
 * @param ipv6Bits the same in IPv6 (0..64, or 128)
 */
export function addressOptions(
  ipv4Bits: number,
  ipv6Bits: number,
  kept: readonly string[] = [],
): AddressOptions {
  const ouis = kept.map((text) => Number.parseInt(text.replace(/[:-]/g, ''), 16))
  return { ipv4Bits, ipv6Bits, vendors: ouis }
}

/** The function for a type of address, or undefined where the type is none. */
export function applyAddress(
  type: FieldType,
  keys: Keyring,
  options: AddressOptions,
): Apply | undefined {
  if (type !== 'ipv4' && type !== 'ipv6' && type !== 'eui48' && type !== 'eui64') return undefined
  const maps = addressMaps(keys, options)
  if (type === 'ipv4') return ipv4(maps)
  if (type === 'ipv6') return ipv6(maps)
  return type === 'eui48' ? eui48(maps) : eui64(maps)
}
