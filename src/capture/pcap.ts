/**
 * Reads pcap (draft-ietf-opsawg-pcap): micro- and nanoseconds, both byte orders, and the "modified"
 * variant with 24-byte record headers that some patched tcpdumps wrote.
 */
import { ScrimError } from '../bytes/errors.js'
import { type Batch, type CaptureInterface, RECORD_BYTES_MAX, wireLength } from './batch.js'
import { countDrop, dropReasons, type Framer } from './framer.js'

/** Bytes of the header of a pcap file. */
export const PCAP_HEADER = 24

interface Variant {
  readonly name: string
  readonly recordHeader: number
  /** nanoseconds in a unit of the sub-second field */
  readonly unit: number
}

const variants = new Map<number, Variant>([
  [0xa1b2c3d4, { name: 'pcap', recordHeader: 16, unit: 1000 }],
  [0xa1b23c4d, { name: 'pcap (nanoseconds)', recordHeader: 16, unit: 1 }],
  [0xa1b2cd34, { name: 'pcap (modified)', recordHeader: 24, unit: 1000 }],
])

/** A length above this is taken for damage, not for a large record that can be skipped. */
const SKIP_MAX = 1 << 26

interface PcapState extends Framer {
  readonly little: boolean
  readonly variant: Variant
  /** files up to version 2.3 may have the two lengths in the other order */
  readonly swapped: boolean
}

function viewOf(b: Uint8Array): DataView {
  return new DataView(b.buffer, b.byteOffset, b.byteLength)
}

/** Whether a file that begins with these (at least 4) bytes is pcap. */
export function isPcap(head: Uint8Array): boolean {
  const v = viewOf(head)
  return variants.has(v.getUint32(0, true)) || variants.has(v.getUint32(0, false))
}

/**
 * Handles a record that is too large to be read.
 * @returns where the next record begins, or -1 when the length is not to be believed
 */
function skipLarge(s: PcapState, at: number, captured: number, wire: number): number {
  if (captured > SKIP_MAX || captured > wire) {
    s.broken = `a record claims ${captured} bytes`
    countDrop(s, dropReasons.rest)
    return -1
  }
  countDrop(s, dropReasons.large)
  s.skipCounted = true
  return at + s.variant.recordHeader + captured
}

function scan(s: PcapState, batch: Batch, from: number, end: number): number {
  if (s.broken !== '') return end
  const { bytes, at, length, wire, seconds, nanos, iface } = batch
  const view = viewOf(bytes)
  const { little, swapped } = s
  const { recordHeader, unit } = s.variant
  const large = Math.min(RECORD_BYTES_MAX, bytes.length - recordHeader)
  const unitsMax = 1e9 / unit
  const most = at.length
  let n = batch.count
  let p = from
  while (n < most && p + recordHeader <= end) {
    let captured = view.getUint32(p + 8, little)
    let original = view.getUint32(p + 12, little)
    if (captured > original) {
      if (swapped) [captured, original] = [original, captured]
      else if (captured <= large) original = captured
    }
    const data = p + recordHeader
    if (captured > large) {
      const next = skipLarge(s, p, captured, original)
      p = next < 0 ? end : next
      continue
    }
    if (data + captured > end) break
    let second = view.getUint32(p, little)
    let part = view.getUint32(p + 4, little)
    if (part >= unitsMax) {
      second += Math.floor(part / unitsMax)
      part %= unitsMax
    }
    at[n] = data
    length[n] = captured
    wire[n] = wireLength(captured, original)
    seconds[n] = second
    nanos[n] = part * unit
    iface[n] = 0
    n++
    p = data + captured
    // Set here, not behind the loop, which V8 has not seen when it compiles the loop: it would
    // throw the compiled code away at the end of every batch.
    batch.count = n
  }
  return p
}

/**
 * Starts to read pcap.
 * @param name what to call the input in errors
 * @param head the first PCAP_HEADER bytes of the file
 * @throws ScrimError `input` when the version is none that we know
 */
export function createPcapFramer(name: string, head: Uint8Array): Framer {
  const view = viewOf(head)
  const little = variants.has(view.getUint32(0, true))
  const variant = variants.get(view.getUint32(0, little))
  const [major, minor] = [view.getUint16(4, little), view.getUint16(6, little)]
  if (variant === undefined || (major !== 2 && major !== 543)) {
    throw new ScrimError(
      'input',
      `${name}: the pcap header says version ${major}.${minor}; only version 2 is known`,
      'rewrite the file with a tool that reads it: editcap -F pcapng IN OUT',
    )
  }
  // The upper bits carry the length of the FCS (draft-ietf-opsawg-pcap §4); frames keep it, and it
  // is taken apart as a trailer.
  const linkType = view.getUint32(20, little) & 0x03ffffff
  const snapLength = view.getUint32(16, little)
  const interfaces: CaptureInterface[] = [{ linkType, snapLength, name: '' }]
  const state: PcapState = {
    interfaces,
    start: PCAP_HEADER,
    broken: '',
    skipCounted: false,
    dropped: {},
    little,
    variant,
    swapped: major === 543 || minor <= 3,
    scan: (batch, at, end) => scan(state, batch, at, end),
    describe: () => `${variant.name}, ${little ? 'little' : 'big'}-endian, link type ${linkType}`,
  }
  return state
}
