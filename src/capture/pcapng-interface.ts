/** Reads interface description blocks of pcapng (draft-ietf-opsawg-pcapng §4.2). */
import type { CaptureInterface } from './batch.js'
import { type Clock, createClock } from './ticks.js'

const IF_NAME = 2
const IF_TSRESOL = 9
const IF_TSOFFSET = 14
/** Microseconds, when the block does not say otherwise. */
const RESOLUTION_DEFAULT = 6

function text(view: DataView, at: number, length: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length)
  // A copy, because text decoders refuse shared memory.
  return new TextDecoder().decode(Uint8Array.from(bytes)).replace(/\0+$/, '')
}

/** What the interface block in `[p, end)` says. Options that do not fit into it are passed over. */
export function describeInterface(
  view: DataView,
  p: number,
  end: number,
  little: boolean,
): { face: CaptureInterface; clock: Clock } {
  let resolution = RESOLUTION_DEFAULT
  let offset = 0
  let name = ''
  let at = p + 16
  while (at + 4 <= end - 4) {
    const code = view.getUint16(at, little)
    const length = view.getUint16(at + 2, little)
    if (code === 0 || at + 4 + length > end - 4) break
    if (code === IF_TSRESOL && length >= 1) resolution = view.getUint8(at + 4)
    if (code === IF_TSOFFSET && length >= 8) offset = Number(view.getBigInt64(at + 4, little))
    if (code === IF_NAME) name = text(view, at + 4, length)
    at += 4 + Math.ceil(length / 4) * 4
  }
  const linkType = view.getUint16(p + 8, little)
  const snapLength = view.getUint32(p + 12, little)
  return {
    face: { linkType, snapLength, name },
    clock: createClock(resolution, offset),
  }
}
