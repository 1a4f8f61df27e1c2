/**
 * A pass over the inputs of a release before anything is rewritten, which counts who uses which
 * words. It reads records as they are rewritten later, so that a word which something announces as
 * somebody's is none that stands free; what it reads is not written anywhere.
 */

import { hashBytes } from '../bytes/hash.js'
import { append } from '../bytes/output.js'
import { formOf } from '../policy/value-text.js'
import { isMapped } from '../text/addresses.js'
import { createValue, Form, readForm } from '../text/forms.js'
import { createWordSurvey, type LearnedWords, type Source } from '../text/word-survey.js'
import { fieldTable, type Kind, type Part, spanTable } from '../wire/fields.js'
import { type Frame, SPAN } from '../wire/frame.js'
import { isMoment, type TimeShift, type Values } from '../wire/values.js'
import { createEarlier } from './export-earlier.js'
import type { Opened } from './export-sent.js'
import type { Layer, LayerContext, TextWatch } from './layer.js'
import { logsTable } from './otlp-tables.js'
import { type OnChunk, runLayer } from './run.js'

/** A survey of several inputs. */
export interface Survey {
  /** an observer of packets: the names in them name somebody in texts, too */
  before(f: Frame): void
  input(content: Opened, layer: Layer, format: string, onChunk: OnChunk): Promise<void>
  learned(): LearnedWords
}

/** Kinds whose values name somebody, or something of somebody's. */
const NAMING: ReadonlySet<Kind> = new Set([
  'person',
  'secret',
  'hostname',
  'hardware',
  'address',
  'location',
  'link',
  'software',
  'code',
])

/**
 * What stands for a host in telemetry, the best first. Instances and pods do not: one program has
 * many of them in its time.
 */
const HOSTS = ['host.id', 'host.name', 'k8s.node.uid', 'k8s.node.name', 'service.name']
const HOST = logsTable.columns.findIndex(({ name }) => name === 'host')

/** Nothing moves: what is read is compared, not released. */
const STILL: TimeShift = { seconds: 0, nanos: 0, roundNanos: 1, zero: false }

/** Hashes of canonical values; 0 stands for nobody. */
function hashOf(b: Uint8Array, at: number, end: number): number {
  const s = Buffer.from(b.buffer, b.byteOffset + at, end - at)
    .toString()
    .toLowerCase()
  const own = Buffer.from(s)
  return hashBytes(own.length, own, 0, own.length) || 1
}

/** The record that is being read. */
interface Record extends Source {
  readonly words: Set<string>
  /** how good what is known of the host is; the least is the best */
  rank: number
  /** only what says of whom records are has been read */
  isResource: boolean
}

function meetAddress(r: Record, hash: number): void {
  if (r.isResource) return
  if (r.first === 0) r.first = hash
  r.last = hash
}

/** Values that stay as they are, while who is named by them is noted. */
function stayingValues(r: Record, names: (b: Uint8Array, at: number, end: number) => void): Values {
  const rules: { readonly kind: Kind; readonly rank: number }[] = []
  const value = createValue()
  const meet = (form: number, kind: Kind, b: Uint8Array, at: number, end: number): void => {
    const { bytes, size } = value
    if (form === Form.ipv6 && isMapped(bytes, 0)) meetAddress(r, hashOf(bytes, 12, 16))
    else if (form === Form.ipv4 || form === Form.ipv6 || form === Form.mac) {
      meetAddress(r, hashOf(bytes, 0, size))
    } else if (form === Form.email || kind === 'person' || kind === 'secret') {
      if (r.person === 0) r.person = hashOf(b, at, end)
    }
    if (form === Form.email || form === Form.host || NAMING.has(kind)) names(b, at, end)
  }
  return {
    fate: () => 'change',
    number: (_, n) => n,
    bytes: () => true,
    time: STILL,
    rule: (name, kind) =>
      rules.push({ kind, rank: HOSTS.indexOf(name.replace(/^attr\./, '')) }) - 1,
    text(id, b, at, end, out) {
      const { kind, rank } = rules[id]
      if (r.isResource && rank >= 0 && rank < r.rank) {
        r.rank = rank
        r.host = hashOf(b, at, end)
      }
      const form = readForm(b, at, end, value)
      // One label alone is a name only where its field says so.
      meet(form === Form.host && kind !== 'hostname' ? Form.word : form, kind, b, at, end)
      append(out, b, at, end)
      return true
    },
    formed(b, at, end, out) {
      const form = formOf({ value }, b, at, end)
      if (form === 0) return 0
      meet(form, 'link', b, at, end)
      if (form === Form.host) meetAddress(r, hashOf(b, value.from, value.to))
      append(out, b, at, end)
      return form
    },
  }
}

/** Formats whose lines may name no year. */
const YEARLESS = new Set(['log-syslog', 'log-text'])

/** When a record in the first bytes of an input was, or undefined. */
export function firstTime(head: Uint8Array, layer: Layer, format: string): number | undefined {
  if (YEARLESS.has(format)) return undefined
  let first: number | undefined
  const nobody = { host: 0, first: 0, last: 0, person: 0, rank: 0, isResource: false }
  const values = stayingValues({ ...nobody, words: new Set() }, () => undefined)
  const run = layer.open(format, {
    valuesAt(seconds) {
      if (first === undefined && isMoment(seconds)) first = seconds
      return values
    },
    write: () => undefined,
  })
  run.push(head)
  run.end()
  return first
}

/** Makes a survey. @param k sources from which on a word is learned */
export function createSurvey(k: number): Survey {
  const survey = createWordSurvey(k)
  // Asked for here: when this file is loaded, dissectors may not have named their spans.
  const isHost = ({ field }: Part): boolean => fieldTable[field].kind === 'hostname'
  const hostnames = spanTable.map((s) => s.parts.some(isHost))
  const nobody = { host: 0, first: 0, last: 0, person: 0, rank: HOSTS.length, isResource: false }
  const r: Record = { ...nobody, words: new Set() }
  const finish = (): void => {
    for (const word of r.words) survey.met(word, r)
    r.words.clear()
    Object.assign(r, { first: 0, last: 0, person: 0 })
  }
  const reset = (): void => void (finish(), Object.assign(r, nobody))
  const watch: TextWatch = {
    free(b, at, end) {
      // With a capital it is more likely a name, and then it is one in lower case too.
      if (b[at] < 97) survey.names(b, at, end)
      else r.words.add(Buffer.from(b.buffer, b.byteOffset + at, end - at).toString('latin1'))
    },
    hidden(b, at, end) {
      survey.names(b, at, end)
      if (r.person === 0) r.person = hashOf(b, at, end)
    },
    record() {
      finish()
      r.isResource = false
    },
    resource() {
      reset()
      r.isResource = true
    },
  }
  const values = stayingValues(r, survey.names)
  const context: LayerContext = {
    valuesAt: () => values,
    watch,
    earlier: createEarlier(),
    write: () => undefined,
  }
  const row: LayerContext['row'] = (_, cells) => {
    const host = cells[HOST]
    const b = Buffer.from(typeof host === 'string' ? host : '')
    r.host = b.length === 0 ? 0 : hashOf(b, 0, b.length)
    finish()
    // A record that does not leave has no row, and is not of the host before it.
    r.host = 0
  }
  return {
    before(f) {
      for (let i = 0; i < f.n * SPAN; i += SPAN) {
        if (hostnames[f.spans[i]]) survey.names(f.b, f.spans[i + 1], f.spans[i + 2])
      }
    },
    async input(content, layer, format, onChunk) {
      reset()
      await runLayer(
        content,
        layer,
        format,
        layer.name === 'logs' ? { ...context, row } : context,
        onChunk,
      )
      reset()
    },
    learned: survey.learned,
  }
}
