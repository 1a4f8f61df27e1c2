/** Reads a released frame as it was read before its end was cut off. */
import { dissect, reset } from '../wire/dissect.js'
import { createFrame, type Frame, remainder, rest, SPAN } from '../wire/frame.js'

/**
 * Makes a reading of frames as if zeros stood where they were cut. Of a list whose last part is
 * cut in its middle, the beginning of that part is left, and alone it is read as payload: which of
 * its bytes were kept and which were rewritten cannot be told from it. A frame that is read no
 * better with zeros is given back as it is.
 */
export function createWholeReading(): (f: Frame, linkType: number) => Frame {
  const whole = createFrame()
  let bytes = new Uint8Array(0)
  return (f, linkType) => {
    const last = f.n === 0 ? -1 : f.spans[(f.n - 1) * SPAN]
    if (f.snapped === 0 || (last !== remainder && last !== rest.payload)) return f
    const length = f.end - f.at
    if (bytes.length < f.wire) bytes = new Uint8Array(f.wire)
    bytes.set(f.b.subarray(f.at, f.end))
    bytes.fill(0, length, f.wire)
    reset(whole, bytes, 0, f.wire, f.wire)
    if (dissect(whole, linkType) < 0) return f
    while (whole.n > 0 && whole.spans[(whole.n - 1) * SPAN + 1] >= length) whole.n--
    whole.end = length
    return whole
  }
}
