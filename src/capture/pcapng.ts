/**
 * Reads pcapng (draft-ietf-opsawg-pcapng): any number of sections, each with its byte order and
 * interfaces. Packets come from enhanced, simple and (obsolete) packet blocks; of all other blocks
 * only the interface descriptions are read, and the rest is passed over.
 */
import { ScrimError } from '../bytes/errors.js'
import { type Batch, type CaptureInterface, RECORD_BYTES_MAX, wireLength } from './batch.js'
import { countDrop, dropReasons, type Framer } from './framer.js'
import { describeInterface } from './pcapng-interface.js'
import { type Clock, readTicks, time } from './ticks.js'

/** Bytes of a section header block up to its options. */
export const PCAPNG_HEADER = 24

const SECTION = 0x0a0d0d0a
const INTERFACE = 1
const OBSOLETE_PACKET = 2
const SIMPLE_PACKET = 3
const ENHANCED_PACKET = 6
const BYTE_ORDER = 0x1a2b3c4d
/** Bytes around the data of an enhanced or obsolete packet: header 28, trailing length 4. */
const AROUND = 32
/** Room for the options of one packet or interface; more is taken for too large. */
const OPTIONS_MAX = 1 << 16
const INTERFACES_MAX = 1 << 16

interface PcapngState extends Framer {
  /** of the batch that is being filled */
  view: DataView
  little: boolean
  sections: number
  /** index of the section's first interface among all */
  base: number
  readonly clocks: Clock[]
  /** time of the last packet, for simple packets, which have none */
  seconds: number
  nanos: number
}

/** Whether a file that begins with these (at least 4) bytes is pcapng. */
export function isPcapng(head: Uint8Array): boolean {
  return head[0] === 0x0a && head[1] === 0x0d && head[2] === 0x0d && head[3] === 0x0a
}

function stop(s: PcapngState, why: string): void {
  s.broken = why
  countDrop(s, dropReasons.rest)
}

/**
 * Reads the start of a section header, whose length can only be read once its byte order is known.
 * @returns what is wrong with it, or the empty string
 */
function startSection(s: PcapngState, view: DataView, p: number): string {
  const little = view.getUint32(p + 8, true) === BYTE_ORDER
  if (!little && view.getUint32(p + 8, false) !== BYTE_ORDER) {
    return 'a section header has no byte-order mark'
  }
  const major = view.getUint16(p + 12, little)
  const minor = view.getUint16(p + 14, little)
  if (major !== 1) return `a section header says version ${major}.${minor}; only 1 is known`
  s.little = little
  s.sections++
  s.base = s.interfaces.length
  return ''
}

/** Adds an interface; its block lies whole in `[p, end)`. */
function addInterface(s: PcapngState, view: DataView, p: number, end: number): void {
  if (s.interfaces.length >= INTERFACES_MAX) {
    stop(s, `more than ${INTERFACES_MAX} interfaces`)
    return
  }
  const found = describeInterface(view, p, end, s.little)
  s.interfaces.push(found.face)
  s.clocks.push(found.clock)
}

/** Adds the simple packet in `[p, end)` to the batch: cut at the snap length, without a time. */
function addSimple(s: PcapngState, batch: Batch, view: DataView, p: number, end: number): void {
  const face = s.interfaces[s.base]
  if (face === undefined) {
    countDrop(s, dropReasons.unknownInterface)
    return
  }
  const original = view.getUint32(p + 8, s.little)
  const snap = face.snapLength === 0 ? original : Math.min(original, face.snapLength)
  // The data ends where the snap length or the block says so, whichever comes first (§4.4).
  const captured = Math.min(snap, end - p - 16)
  if (captured > RECORD_BYTES_MAX) {
    countDrop(s, dropReasons.large)
    return
  }
  const n = batch.count++
  batch.at[n] = p + 12
  batch.length[n] = captured
  batch.wire[n] = wireLength(captured, original)
  batch.seconds[n] = s.seconds
  batch.nanos[n] = s.nanos
  batch.iface[n] = s.base
}

/** Adds the enhanced or obsolete packet in `[p, end)`, of the section's interface `id`. */
function addPacket(s: PcapngState, batch: Batch, id: number, p: number, end: number): void {
  const { little, base, view } = s
  const captured = view.getUint32(p + 20, little)
  const clock = s.clocks[base + id]
  if (clock === undefined) {
    countDrop(s, dropReasons.unknownInterface)
    return
  }
  if (captured > end - p - AROUND) {
    countDrop(s, dropReasons.badLength)
    return
  }
  if (captured > RECORD_BYTES_MAX) {
    countDrop(s, dropReasons.large)
    return
  }
  const original = view.getUint32(p + 24, little)
  readTicks(clock, view.getUint32(p + 12, little), view.getUint32(p + 16, little))
  const n = batch.count++
  batch.at[n] = p + 28
  batch.length[n] = captured
  batch.wire[n] = wireLength(captured, original)
  batch.seconds[n] = s.seconds = time.seconds
  batch.nanos[n] = s.nanos = time.nanos
  batch.iface[n] = base + id
}

/** The least length that a block of this type can have. */
function leastLength(type: number): number {
  if (type === ENHANCED_PACKET || type === OBSOLETE_PACKET) return AROUND
  if (type === SECTION) return 28
  if (type === INTERFACE) return 20
  return type === SIMPLE_PACKET ? 16 : 12
}

function isPacket(type: number): boolean {
  return type === ENHANCED_PACKET || type === SIMPLE_PACKET || type === OBSOLETE_PACKET
}

/**
 * Handles a block that is not to be held in memory.
 * @returns whether it can be passed over
 */
function passOver(s: PcapngState, type: number): boolean {
  if (type === INTERFACE) {
    stop(s, 'an interface description is larger than any can be')
    return false
  }
  s.skipCounted = isPacket(type)
  if (s.skipCounted) countDrop(s, dropReasons.large)
  return true
}

function scan(s: PcapngState, batch: Batch, from: number, end: number): number {
  const { bytes } = batch
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  s.view = view
  const large = Math.min(RECORD_BYTES_MAX + OPTIONS_MAX, bytes.length)
  const most = batch.at.length
  let p = from
  while (s.broken === '' && batch.count < most && p + 12 <= end) {
    const type = view.getUint32(p, s.little)
    if (type === SECTION) {
      if (p + PCAPNG_HEADER > end) break
      const wrong = startSection(s, view, p)
      if (wrong !== '') {
        stop(s, wrong)
        break
      }
    }
    const total = view.getUint32(p + 4, s.little)
    if (total < leastLength(type)) {
      stop(s, `a block of type ${type} claims ${total} bytes`)
      break
    }
    // Some writers do not count the padding, although lengths are to be multiples of 4 (§3.1).
    const next = p + total + (-total & 3)
    // Nothing but its length is needed of a section header or unknown block: no need to hold it.
    if (type === SECTION || !(isPacket(type) || type === INTERFACE)) {
      if (next > end) s.skipCounted = false
      p = next
      continue
    }
    if (next - p > large) {
      if (!passOver(s, type)) break
      p = next
      continue
    }
    if (next > end) break
    if (view.getUint32(next - 4, s.little) !== total) {
      stop(s, `a block of type ${type} gives two different lengths`)
      break
    }
    if (type === ENHANCED_PACKET) {
      addPacket(s, batch, view.getUint32(p + 8, s.little), p, next)
    } else if (type === OBSOLETE_PACKET) {
      addPacket(s, batch, view.getUint16(p + 8, s.little), p, next)
    } else if (type === SIMPLE_PACKET) addSimple(s, batch, view, p, next)
    else addInterface(s, view, p, next)
    p = next
  }
  return s.broken === '' ? p : end
}

/**
 * Starts to read pcapng.
 * @param name what to call the input in errors
 * @param head the first PCAPNG_HEADER bytes of the file
 * @throws ScrimError `input` when the first section header cannot be read
 */
export function createPcapngFramer(name: string, head: Uint8Array): Framer {
  const interfaces: CaptureInterface[] = []
  const state: PcapngState = {
    interfaces,
    view: new DataView(new ArrayBuffer(0)),
    start: 0,
    broken: '',
    skipCounted: false,
    dropped: {},
    little: true,
    sections: 0,
    base: 0,
    clocks: [],
    seconds: 0,
    nanos: 0,
    scan: (batch, at, end) => scan(state, batch, at, end),
    describe: () => {
      const many = state.sections <= 1 ? '' : `, ${state.sections} sections`
      return `pcapng, ${state.little ? 'little' : 'big'}-endian${many}`
    },
  }
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const wrong = startSection(state, view, 0)
  const total = view.getUint32(4, state.little)
  if (wrong !== '' || total < 28) {
    const short = `the first section header claims ${total} bytes; it must have 28`
    throw new ScrimError(
      'input',
      `${name}: ${wrong === '' ? short : wrong}`,
      'the file is damaged at its start; take it from its source again',
    )
  }
  state.sections = 0
  return state
}
