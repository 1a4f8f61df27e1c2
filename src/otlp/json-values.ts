/** Splits a stream into JSON values, on lines or over several of them, in bounded memory. */
import { append, createOutput, type Output } from '../bytes/output.js'

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

interface State {
  readonly sink: JsonSink
  /** the beginning of a value, from chunks before */
  readonly held: Output
  /** what closes each bracket that is open */
  readonly closers: Uint8Array
  depth: number
  text: boolean
  escaped: boolean
  /** why the value that is being read will not be one */
  refused: string
  /** something on this line was told to be no JSON */
  told: boolean
}

function finish(s: State, b: Uint8Array, at: number, end: number): void {
  const { held, sink } = s
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
function between(s: State, c: number): void {
  if (c === NEWLINE) s.told = false
  else if (c > 0x20 && c !== 0x2c && !s.told) {
    s.told = true
    s.sink.bad('not-json')
  }
}

function inText(s: State, c: number): void {
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

function open(s: State, c: number): void {
  if (++s.depth > DEPTH_MAX) s.refused = 'too-deep'
  else s.closers[s.depth] = c + 2
}

/** A bracket that closes one of another form: nothing on this line can be believed. */
function close(s: State, c: number): void {
  if (s.depth <= DEPTH_MAX && s.closers[s.depth] !== c) {
    s.refused = 'bad-json'
    s.depth = 1
    s.told = true
  }
  s.depth--
}

function push(s: State, b: Uint8Array): void {
  let from = 0
  for (let i = 0; i < b.length; i++) {
    const c = b[i]
    if (s.text) {
      inText(s, c)
      if (s.depth === 0) finish(s, b, from, i)
    } else if (c === 0x7b || c === 0x5b) {
      if (s.depth === 0) from = i
      open(s, c)
    } else if (s.depth === 0) between(s, c)
    else if (c === QUOTE) s.text = true
    else if (c === 0x7d || c === 0x5d) {
      close(s, c)
      if (s.depth === 0) finish(s, b, from, i + 1)
    }
  }
  if (s.depth === 0) return
  const { held } = s
  if (held.n + b.length - from > VALUE_MAX) s.refused = 'too-large'
  if (s.refused === '') append(held, b, from, b.length)
  else held.n = 0
}

/** Makes a splitter. A value that is too long or too deep is passed over. */
export function createJsonValues(sink: JsonSink): {
  push(chunk: Uint8Array): void
  end(): void
} {
  const s: State = {
    sink,
    held: createOutput(),
    closers: new Uint8Array(DEPTH_MAX + 1),
    depth: 0,
    text: false,
    escaped: false,
    refused: '',
    told: false,
  }
  return {
    push: (chunk) => push(s, chunk),
    end() {
      if (s.depth > 0) sink.bad(s.refused === '' ? 'truncated' : s.refused)
      s.depth = 0
      s.held.n = 0
    },
  }
}
