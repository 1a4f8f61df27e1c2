/**
 * Says how far long work has come: one changing line on a terminal, a plain line now and then else.
 */
import type { Progress } from '../sources/source.js'

const TERMINAL_MS = 200
const PLAIN_MS = 10_000

/** Shows progress on standard error. */
export interface ProgressLine {
  update(progress: Progress, done: number): void
  done(): void
}

function amount(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(2)} GB`
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.round(bytes / 1e3)} kB`
}

/** What is counted. */
type Units = 'packets' | 'records'

function line(what: string, p: Progress, done: string, seconds: number): string {
  const parts = [`${what}: ${amount(p.bytesRead)}`]
  if (p.bytesTotal > 0) {
    parts[0] += ` of ${amount(p.bytesTotal)}`
    const left = (seconds * (p.bytesTotal - p.bytesRead)) / Math.max(1, p.bytesRead)
    if (seconds > 1) parts.push(`${Math.ceil(left)} s left`)
  }
  parts.splice(1, 0, done)
  return parts.join(', ')
}

/** Starts a progress line for one piece of work; silent when `quiet`. */
export function startProgress(
  what: string,
  quiet: boolean,
  units: Units = 'packets',
): ProgressLine {
  const start = Date.now()
  const terminal = process.stderr.isTTY === true
  let last = start
  let shown = false
  return {
    update(progress, done) {
      const now = Date.now()
      if (quiet || now - last < (terminal ? TERMINAL_MS : PLAIN_MS)) return
      last = now
      const seconds = (now - start) / 1000
      const rate = Math.round(done / seconds)
      const text = line(what, progress, `${done} ${units}, ${rate} ${units}/s`, seconds)
      process.stderr.write(terminal ? `\r\u001b[2K${text}` : `${text}\n`)
      shown = terminal
    },
    done() {
      if (shown) process.stderr.write('\r\u001b[2K')
    },
  }
}
