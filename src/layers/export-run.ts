/** One input of exporters' messages, one behind the other, being rewritten. */
import { createOutput } from '../bytes/output.js'
import { LOST, MORE, messageEnd } from './export-framing.js'
import type { LayerContext, LayerCounts, LayerRun } from './layer.js'

/** Reads messages of one kind: rewrites them, and finds where they end. */
export interface MessageReader {
  message(b: Uint8Array, at: number, end: number, out: ReturnType<typeof createOutput>): void
  end(): void
}

/** Finds the end of the message at `at`; `MORE` or `LOST`. */
export type FindEnd = (b: Uint8Array, at: number, end: number, isLast: boolean) => number

/** Opens a run of messages. */
export function openMessages(
  context: LayerContext,
  createReader: (context: LayerContext, counts: LayerCounts) => MessageReader,
  findEnd: FindEnd = messageEnd,
): LayerRun {
  const counts: LayerCounts = { records: { in: 0, out: 0, dropped: {} }, suppressed: {} }
  const reader = createReader(context, counts)
  const out = createOutput()
  const notices: string[] = []
  // Each push is one datagram, where they come out of packets.
  const isWhole = context.sent !== undefined
  let rest = new Uint8Array(0)
  let taken = 0
  let isLost = false
  const lose = (at: number): void => {
    isLost = true
    counts.records.in++
    counts.records.dropped['lost-framing'] = (counts.records.dropped['lost-framing'] ?? 0) + 1
    notices.push(`no message begins at byte ${taken + at}: what follows was left out`)
  }
  const take = (b: Uint8Array, isLast: boolean): number => {
    let at = 0
    while (at < b.length) {
      const end = findEnd(b, at, b.length, isLast)
      if (end === MORE) return at
      if (end === LOST) {
        lose(at)
        return b.length
      }
      out.n = 0
      reader.message(b, at, end, out)
      if (out.n > 0) context.write(out.bytes, 0, out.n)
      at = end
    }
    return at
  }
  return {
    counts,
    notices,
    push(chunk) {
      if (isLost) return
      const b = new Uint8Array(rest.length + chunk.length)
      b.set(rest)
      b.set(chunk, rest.length)
      const at = take(b, isWhole)
      rest = b.slice(at)
      taken += at
    },
    end() {
      if (!isLost && rest.length > 0) take(rest, true)
      rest = new Uint8Array(0)
      reader.end()
    },
  }
}
