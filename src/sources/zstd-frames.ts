/**
 * Walks over the frames of a zstd stream (RFC 8878 §3.1) without unpacking them, to see how much
 * memory each would take, since a frame of a few bytes may ask for a window of gigabytes, and where
 * each ends with which checksum, which the unpacker does not look at.
 */
import { ScrimError } from '../bytes/errors.js'

/** The largest window that is unpacked: what `zstd` itself takes without being told otherwise. */
const WINDOW_BYTES_MAX = 128 << 20

const MAGIC = 0xfd2fb528
/** §3.1.2: sixteen magic numbers, of frames that are skipped. */
const SKIPPABLE = 0x184d2a50
const DICTIONARY_BYTES = [0, 1, 2, 4]
const CONTENT_BYTES = [0, 2, 4, 8]

/** Little-endian, of up to eight bytes. */
function number(b: Uint8Array, at: number, size: number): number {
  let n = 0
  for (let i = at + size - 1; i >= at; i--) n = n * 256 + b[i]
  return n
}

/** How many bytes a frame's header has behind its descriptor (§3.1.1.1). */
function headerBytes(descriptor: number): number {
  const isSingle = (descriptor & 0x20) !== 0
  const content = descriptor >> 6 === 0 && isSingle ? 1 : CONTENT_BYTES[descriptor >> 6]
  return (isSingle ? 0 : 1) + DICTIONARY_BYTES[descriptor & 3] + content
}

/** The size of the window; in a single segment that of all its content (§3.1.1.1.2). */
function windowBytes(descriptor: number, b: Uint8Array): number {
  if ((descriptor & 0x20) === 0) {
    const least = 2 ** (10 + (b[0] >> 3))
    return least + (least / 8) * (b[0] & 7)
  }
  const flag = descriptor >> 6
  const size = flag === 0 ? 1 : CONTENT_BYTES[flag]
  // §3.1.1.1.4: two bytes count from 256
  return number(b, DICTIONARY_BYTES[descriptor & 3], size) + (flag === 1 ? 256 : 0)
}

type Part = 'magic' | 'skippable' | 'descriptor' | 'header' | 'block' | 'checksum' | 'strange'

/** Where a frame ends in a chunk, and its checksum (§3.1.1), where it has one. */
export interface FrameEnd {
  readonly at: number
  readonly checksum: number | undefined
}

/**
 * Makes a walk that is given all packed bytes in order, before they are unpacked. Of a chunk it
 * gives where frames end, the last of a stream only when it has a checksum.
 * @param name what to call the input in errors
 * @throws ScrimError `input` when a frame's window is above the limit
 */
export function walkFrames(name: string): (chunk: Uint8Array) => FrameEnd[] {
  const head = new Uint8Array(16)
  let part: Part = 'magic'
  let have = 0
  let need = 4
  let skip = 0
  let descriptor = 0
  /** the last block of a frame without a checksum is being passed over */
  let ending = false

  const expect = (next: Part, size: number): void => {
    part = next
    need = size
    have = 0
  }
  const block = (): void => {
    const header = number(head, 0, 3)
    // §3.1.1.2.2: a block of one repeated byte (1) has that byte only
    skip = ((header >> 1) & 3) === 1 ? 1 : header >> 3
    if ((header & 1) === 0) return expect('block', 3)
    if ((descriptor & 4) !== 0) return expect('checksum', 4)
    ending = true
    expect('magic', 4)
  }
  const complete = (): void => {
    if (part === 'magic') {
      const magic = number(head, 0, 4)
      if (magic === MAGIC) expect('descriptor', 1)
      else if (magic - (magic % 16) === SKIPPABLE) expect('skippable', 4)
      // what this is, the unpacker says
      else expect('strange', Number.POSITIVE_INFINITY)
    } else if (part === 'skippable') {
      skip = number(head, 0, 4)
      expect('magic', 4)
    } else if (part === 'descriptor') {
      descriptor = head[0]
      expect('header', headerBytes(descriptor))
    } else if (part === 'header') {
      const size = windowBytes(descriptor, head)
      if (size > WINDOW_BYTES_MAX) throw tooLarge(name, size)
      expect('block', 3)
    } else if (part === 'checksum') expect('magic', 4)
    else block()
  }
  return (chunk) => {
    const ends: FrameEnd[] = []
    for (let i = 0; i < chunk.length && part !== 'strange'; ) {
      const passed = Math.min(skip, chunk.length - i)
      skip -= passed
      i += passed
      if (skip === 0 && ending) {
        ends.push({ at: i, checksum: undefined })
        ending = false
      }
      while (skip === 0 && i < chunk.length && have < need) {
        head[have++] = chunk[i++]
        if (have === need) break
      }
      if (skip > 0 || have < need) continue
      if (part === 'checksum') ends.push({ at: i, checksum: number(head, 0, 4) })
      complete()
    }
    return ends
  }
}

function tooLarge(name: string, size: number): ScrimError {
  const [seen, most] = [size, WINDOW_BYTES_MAX].map((n) => Math.ceil(n / (1 << 20)))
  return new ScrimError(
    'input',
    `a zstd frame of ${name} asks for a window of ${seen} MiB, at most ${most} MiB are taken`,
    'unpack it with zstd -d --long=31, and give the unpacked file',
  )
}
