/** Splits a stream into JSON values, on lines or over several of them, in bounded memory. */
import { append, createOutput } from '../bytes/output.js'

const VALUE_MAX = 1 << 26
const DEPTH_MAX = 512

const QUOTE = 0x22
const BACKSLASH = 0x5c
const NEWLINE = 0x0a

/** What is told of a stream: each value, and each piece that is none with the reason. */
export interface JsonSink {
  value(bytes: Uint8Array, at: number, end: number): void
  bad(reason: string): void
}

/** Makes a splitter. A value that is too long or too deep is passed over. */
export function createJsonValues(sink: JsonSink): {
  push(chunk: Uint8Array): void
  end(): void
} {
  const held = createOutput()
  const s = { depth: 0, text: false, escaped: false, refused: '', garbage: false, lost: false }

  function finish(b: Uint8Array, at: number, end: number): void {
    if (s.refused !== '') sink.bad(s.refused)
    else if (held.n === 0) sink.value(b, at, end)
    else {
      append(held, b, at, end)
      sink.value(held.bytes, 0, held.n)
    }
    held.n = 0
    s.refused = ''
  }

  /** Bytes between values: blanks, and what is no JSON, which is told once a line. */
  function between(c: number): void {
    if (c === NEWLINE) s.garbage = false
    else if (c > 0x20 && c !== 0x2c && !s.garbage) {
      s.garbage = true
      sink.bad('not-json')
    }
  }

  function inText(c: number): void {
    if (s.escaped) s.escaped = false
    else if (c === BACKSLASH) s.escaped = true
    else if (c === QUOTE) s.text = false
    else if (c === NEWLINE) {
      // No string goes over a line (RFC 8259 §7): a quote was lost, and the line with it.
      s.text = false
      s.depth = 0
      s.refused = 'bad-json'
    }
  }

  function keep(b: Uint8Array, at: number): void {
    if (s.depth === 0) return
    if (held.n + b.length - at > VALUE_MAX) {
      s.refused = 'too-large'
      held.n = 0
    }
    if (s.refused === '') append(held, b, at, b.length)
  }

  return {
    push(b) {
      let from = 0
      for (let i = 0; i < b.length; i++) {
        const c = b[i]
        if (s.text) {
          inText(c)
          if (s.depth === 0) finish(b, from, i)
        } else if (c === QUOTE && s.depth > 0) s.text = true
        else if (c === 0x7b || c === 0x5b) {
          if (s.depth === 0) from = i
          if (++s.depth > DEPTH_MAX) s.refused = 'too-deep'
        } else if ((c === 0x7d || c === 0x5d) && s.depth > 0) {
          if (--s.depth === 0) finish(b, from, i + 1)
        } else if (s.depth === 0) between(c)
      }
      keep(b, from)
    },
    end() {
      if (s.depth > 0) sink.bad(s.refused === '' ? 'truncated' : s.refused)
      s.depth = 0
      held.n = 0
    },
  }
}
