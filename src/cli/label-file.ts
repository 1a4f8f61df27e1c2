/** A file of labels on disk: read whole, and only ever added to. */
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { ScrimError } from '../bytes/errors.js'
import { unwritable } from '../bytes/file-errors.js'
import type { Entry } from '../labels/assertion.js'
import { readEntry, writeEntry } from '../labels/lines.js'
import { readWhole } from '../sources/read-whole.js'

/** What a file of labels holds. */
export interface LabelFile {
  readonly entries: readonly Entry[]
  /** numbers of lines that are not whole: whoever wrote them was stopped */
  readonly torn: readonly number[]
}

const LINES = 'a file of labels has one JSON object a line, as scrim label add writes them'
/** They are held in memory, as one text, which JavaScript bounds at twice as much. */
const BYTES_MAX = 256 << 20

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/**
 * Reads a file of labels.
 * @param missing what to do when it is not there: begin a new one, or say so
 * @throws ScrimError `input` that names the first line that is no entry
 */
export function readLabels(path: string, missing: 'begin' | 'refuse'): LabelFile {
  const bytes = readWhole(path, {
    what: 'file of labels',
    bytesMax: BYTES_MAX,
    code: 'input',
    hint: LINES,
  })
  if (bytes === undefined && missing === 'begin') return { entries: [], torn: [] }
  if (bytes === undefined) {
    throw new ScrimError('input', `cannot read labels from ${path}: it is not there`)
  }
  const torn: number[] = []
  const entries = bytes
    .toString('utf8')
    .split('\n')
    .flatMap((line, i): Entry[] => {
      if (line.trim() === '') return []
      const value = parse(line)
      if (value === undefined) {
        torn.push(i + 1)
        return []
      }
      const entry = readEntry(value)
      if (typeof entry !== 'string') return [entry]
      throw new ScrimError('input', `${path}:${i + 1} is no label: ${entry}`, LINES)
    })
  // What was cut short begins as an entry does: all else is a file of another kind.
  if (entries.length === 0 && torn.length > 0 && !bytes.toString('latin1').startsWith('{'))
    throw new ScrimError('input', `${path} is no file of labels`, LINES)
  return { entries, torn }
}

/** Makes a new name last even if the machine stops now; some systems cannot sync folders. */
function syncFolder(folder: string): void {
  try {
    const fd = openSync(folder, 'r')
    fsyncSync(fd)
    closeSync(fd)
  } catch {}
}

/** Whether the file ends with its last line; what was cut short stays a line of its own. */
function endsWhole(fd: number): boolean {
  const { size } = fstatSync(fd)
  const last = Buffer.alloc(1)
  return size === 0 || (readSync(fd, last, 0, 1, size - 1) === 1 && last[0] === 10)
}

/**
 * Adds entries: in one write at the end of the file, and on disk when it returns.
 * @throws ScrimError `output` when the file cannot be written
 */
export function appendLabels(path: string, entries: readonly Entry[]): void {
  try {
    const fd = openSync(path, 'a+', 0o600)
    try {
      const text = entries.map((e) => `${writeEntry(e)}\n`).join('')
      const bytes = Buffer.from(endsWhole(fd) ? text : `\n${text}`)
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    syncFolder(dirname(path))
  } catch (e) {
    throw unwritable(path, e)
  }
}
