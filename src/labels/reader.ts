/** Reads labels from the bytes of an input, however they are cut. */
import { createLines } from '../bytes/lines.js'
import { type Mapping, rolesOf } from './roles.js'
import type { LabelSource, Read, Unread } from './source.js'
import { formOf, readDocument } from './sources.js'
import { headerOf, isHead, rowOf, type Table } from './table-lines.js'

/** Longer lines and documents are none of labels. */
const LINE_MAX = 1 << 20
const DOCUMENT_MAX = 1 << 25
/** A head of a Zeek log has less. */
const HEAD_LINES = 40

/** Takes bytes and gives what each record asserts. */
export interface LabelReader {
  push(chunk: Uint8Array): void
  end(): void
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}

function openJsonLines(source: LabelSource, sink: (read: Read) => void): LabelReader {
  return createLines(LINE_MAX, (text) => {
    const r = text === undefined ? undefined : parsed(text)
    if (r === undefined) sink(text === undefined ? 'too-long' : 'not-json')
    else sink(source.labelsOf(r))
  })
}

function openTable(
  sourceOf: (names: readonly string[]) => LabelSource,
  sink: (read: Read) => void,
  mapping: Mapping | undefined,
): LabelReader {
  let table: Table | undefined
  let source: LabelSource | undefined
  let named: ReadonlySet<string> = new Set()
  const head: string[] = []
  let n = 0
  let heading: string | undefined
  const read = (line: string): void => {
    if (table !== undefined && isHead(table, line, n++)) {
      heading ??= line
      return
    }
    if (table === undefined || source === undefined) return sink('no-header')
    // Tables that were put behind one another.
    if (line === heading) return sink('heading')
    const row = rowOf(table, line, named)
    sink(typeof row === 'string' ? row : source.labelsOf(row))
  }
  const begin = (): void => {
    table = headerOf(head.join('\n'))
    source = table && sourceOf(table.names)
    named = new Set(table && rolesOf(table.names, mapping).values())
    for (const line of head.splice(0)) read(line)
  }
  return withEnd(
    createLines(LINE_MAX, (text) => {
      if (text === undefined) return sink('too-long')
      if (table !== undefined) return read(text)
      head.push(head.length === 0 ? text.replace(/^\ufeff/, '') : text)
      const zeek = head[0].startsWith('#separator')
      if (!zeek || !text.startsWith('#') || head.length >= HEAD_LINES) begin()
    }),
    () => {
      if (head.length > 0) begin()
    },
  )
}

function withEnd(reader: LabelReader, end: () => void): LabelReader {
  return {
    push: reader.push,
    end() {
      reader.end()
      end()
    },
  }
}

function openDocument(source: LabelSource, sink: (read: Read) => void): LabelReader {
  const parts: Buffer[] = []
  let size = 0
  return {
    push(chunk) {
      size += chunk.length
      if (size <= DOCUMENT_MAX) parts.push(Buffer.from(chunk))
    },
    end() {
      if (size > DOCUMENT_MAX) return sink('too-long')
      const text = Buffer.concat(parts)
        .toString('utf8')
        .replace(/^\ufeff/, '')
      const document = readDocument(text)
      if (document === undefined) return sink('not-a-document')
      for (const r of source.recordsOf?.(document) ?? []) sink(source.labelsOf(r))
    },
  }
}

/**
 * Opens an input of a form that `recogniseLabels` gave.
 * @param sink takes what each record asserts, or why it asserts nothing
 * @param unread takes members that cannot be read, of records that assert something without them
 */
export function openLabels(
  name: string,
  sink: (read: Read) => void,
  mapping?: Mapping,
  unread?: Unread,
): LabelReader {
  const telling = (source: LabelSource): LabelSource => ({
    ...source,
    labelsOf: (r) => source.labelsOf(r, unread),
  })
  const form = formOf(name) ?? {
    framing: 'lines',
    source: () => ({ doc: '', labelsOf: () => name }),
  }
  if (form.framing === 'table')
    return openTable((names) => telling(form.source(names, mapping)), sink, mapping)
  const source = telling(form.source([], mapping))
  return form.framing === 'lines' ? openJsonLines(source, sink) : openDocument(source, sink)
}
