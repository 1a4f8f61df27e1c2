/**
 * Which trace and span a request names in clear text. It is what other ways to tie a span to an
 * exchange are measured against. In frames that were rewritten it finds what was made of it, unless
 * the policy suppressed that.
 */
import { hexDigit } from '../bytes/digits.js'
import { type Frame, SPAN } from '../wire/frame.js'
import { httpFields } from '../wire/http-headers.js'

/** What was found in one frame; the object is reused for every frame. */
export interface TraceSighting {
  /** 16 bytes, the first eight zero where only 64 bits were sent */
  readonly traceId: Uint8Array
  /** 8 bytes: the span that sent the request, parent of the one that answers */
  readonly spanId: Uint8Array
}

/** Makes an empty sighting. */
export function createSighting(): TraceSighting {
  return { traceId: new Uint8Array(16), spanId: new Uint8Array(8) }
}

/** Writes what `[at, end)` of `b` spells at the end of `id`; false when it was overwritten. */
function spell(b: Uint8Array, at: number, end: number, id: Uint8Array): boolean {
  const free = id.length - (end - at) / 2
  id.fill(0, 0, free)
  for (let i = free, p = at; i < id.length; i++, p += 2) {
    const v = (hexDigit(b[p]) << 4) | hexDigit(b[p + 1])
    if (v < 0) return false
    id[i] = v
  }
  return true
}

/**
 * Looks for the trace and the span that a request belongs to, the first it names.
 * @returns whether it names both; `sighting` holds them then
 */
export function sightTrace(f: Frame, sighting: TraceSighting): boolean {
  const s = f.spans
  let request = false
  let trace = -1
  let parent = -1
  for (let i = 0; i < f.n * SPAN && (trace < 0 || parent < 0); i += SPAN) {
    const id = s[i]
    if (id === httpFields.method) request = true
    else if (!request) continue
    else if (id === httpFields.traceId && trace < 0) trace = i
    else if (id === httpFields.spanId && parent < 0) parent = i
  }
  if (trace < 0 || parent < 0) return false
  return (
    spell(f.b, s[trace + 1], s[trace + 2], sighting.traceId) &&
    spell(f.b, s[parent + 1], s[parent + 2], sighting.spanId)
  )
}
