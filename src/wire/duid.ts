/** DHCP unique identifiers, which both versions of DHCP carry (RFC 8415 §11). */
import { u16 } from '../bytes/endian.js'
import { fields } from './fields.js'
import { type Frame, span } from './frame.js'

const F = fields('duid', {
  type: ['structure', 'uint', 'type of identifier, and of hardware'],
  time: ['time', 'uint', 'when the identifier was made, in seconds since 2000'],
  mac: ['hardware', 'eui48', 'Ethernet address'],
  hardware: ['hardware', 'bytes', 'address of any other hardware'],
  enterprise: ['software', 'uint', 'enterprise number of the vendor'],
  vendor: ['hardware', 'bytes', 'identifier the vendor gave to the device'],
  uuid: ['hardware', 'bytes', 'universally unique identifier of the device'],
  other: ['content', 'bytes', 'identifier of an unknown type'],
})
const ETHERNET = 1

function linkLayer(f: Frame, hardware: number, at: number, end: number): void {
  span(f, hardware === ETHERNET && end - at === 6 ? F.mac : F.hardware, at, end)
}

/**
 * Whether an enterprise number may be one: IANA gave out some 64,000, and larger values are bytes
 * of something else.
 */
export function isEnterprise(b: Uint8Array, at: number): boolean {
  return b[at] === 0 && b[at + 1] < 2
}

/** Notes the identifier `[at, end)`; every length is taken as it comes. */
export function duid(f: Frame, at: number, end: number): void {
  const n = end - at
  const type = n >= 2 ? u16(f.b, at) : 0
  if (type === 1 && n >= 8) {
    span(f, F.type, at, at + 4)
    span(f, F.time, at + 4, at + 8)
    linkLayer(f, u16(f.b, at + 2), at + 8, end)
  } else if (type === 2 && n >= 6 && isEnterprise(f.b, at + 2)) {
    span(f, F.type, at, at + 2)
    span(f, F.enterprise, at + 2, at + 6)
    span(f, F.vendor, at + 6, end)
  } else if (type === 3 && n >= 4) {
    span(f, F.type, at, at + 4)
    linkLayer(f, u16(f.b, at + 2), at + 4, end)
  } else if (type === 4 && n === 18) {
    span(f, F.type, at, at + 2)
    span(f, F.uuid, at + 2, end)
  } else span(f, F.other, at, end)
}
