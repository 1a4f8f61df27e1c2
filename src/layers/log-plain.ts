/** Logs in lines of any other text: what a line says of when it was is moved, the rest is text. */

import { epochNanos } from '../bytes/nanoseconds.js'
import { lineTime, movedTime, putLineTime } from './line-times.js'
import type { LogReader, ReaderContext } from './log-reader.js'
import { textEnds } from './log-text-ends.js'
import { stringOf } from './log-values.js'

const LEVEL = /\b(TRACE|DEBUG|INFO|NOTICE|WARNING|WARN|ERROR|CRITICAL|FATAL|SEVERE)\b/i

/** Reads any other text, line by line. */
export function createTextReader(context: ReaderContext): LogReader {
  return {
    record(b, at, end, out, row) {
      const from = out.n
      const t = lineTime(b, at, end)
      const l = context.valuesAt(t?.seconds)
      const moved = t && movedTime(t, l.values.time)
      let rest = at
      // Counts are moved by text, as anywhere.
      if (t !== undefined && t.form !== 'count' && moved !== undefined) {
        l.text(b, at, t.from, out)
        putLineTime(t, moved, l.values.time, b, out)
        rest = t.end
      }
      if (!l.text(b, rest, end, out)) return 'too-long'
      if (row !== undefined) {
        row.time = moved === undefined ? null : epochNanos(moved.seconds, moved.nanos)
        row.attributes = textEnds(l, b, at, end) ?? null
        row.body = stringOf(out, from)
        row.severity = LEVEL.exec(row.body)?.[0] ?? null
      }
      return ''
    },
  }
}
