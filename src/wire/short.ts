/** What a dissector does when bytes it was promised are not there. */
import type { Frame } from './frame.js'
import { Weird } from './weird.js'

/**
 * The result of a dissector that has understood its header but runs out of bytes in its body.
 * Where the capture was cut or the datagram is a fragment, bytes are honestly missing: what was
 * understood stands and the remainder becomes payload. Everywhere else the frame is malformed.
 */
export function short(f: Frame): number {
  if (f.snapped === 0 && f.fragmented === 0) return Weird['bad-length']
  f.missing = 1
  return 0
}

/**
 * Hands `[at, end)` to the version of the Internet Protocol that its first nibble names; anything
 * else stays payload.
 * @param versions number of the space `ip-version`
 */
export function nextIp(f: Frame, versions: number, at: number, end: number): void {
  const version = at < end ? f.b[at] >> 4 : 0
  if (version !== 4 && version !== 6) return
  f.nextSpace = versions
  f.nextValue = version
  f.nextOther = -1
  f.nextAt = at
  f.nextEnd = end
}
