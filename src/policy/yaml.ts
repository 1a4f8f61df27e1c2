/** One document of YAML: what it says, or why it is none, in words. */
import { type Document, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'

/** Something wrong with a text, and where. */
export interface Fault {
  readonly offset: number
  readonly text: string
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** The parser says some things for programmers. */
const SAID: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'a second document begins here, expected one',
  RESOURCE_EXHAUSTION: 'it is nested too deeply',
}

/** Reads one document; with a line counter, offsets become lines and columns. */
export function parseYaml(text: string, lines: LineCounter): { doc: Document; faults: Fault[] } {
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const all = [...doc.errors, ...doc.warnings]
  const deep = all.find((e) => e.code === 'RESOURCE_EXHAUSTION')
  // What the parser says after it gave up is about its own state, not about the text.
  const faults = (deep === undefined ? all : [deep]).map((e) => ({
    offset: e.pos[0],
    text: SAID[e.code] ?? lowerFirst(e.message),
  }))
  return { doc, faults }
}

/** The value of a document. Aliases that multiply without end are refused. */
export function valueOf(doc: Document): { value: unknown } | { why: string } {
  try {
    return { value: doc.toJS({ maxAliasCount: 50 }) }
  } catch (e) {
    return { why: lowerFirst((e as Error).message) }
  }
}

/** Reads a document of a known shape: what it says, or why it does not. */
export function readYaml<T extends z.ZodType>(text: string, shape: T): z.infer<T> | string {
  const lines = new LineCounter()
  const { doc, faults } = parseYaml(text, lines)
  if (faults.length > 0) {
    const { line, col } = lines.linePos(faults[0].offset)
    return `line ${line}, column ${col}: ${faults[0].text}`
  }
  const read = valueOf(doc)
  if ('why' in read) return read.why
  if (read.value === null) return 'it is empty'
  const parsed = shape.safeParse(read.value)
  if (parsed.success) return parsed.data
  const [{ path, message }] = parsed.error.issues
  return `${path.join('.')} ${lowerFirst(message)}`.trim()
}
