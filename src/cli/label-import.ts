/** Labels of other forms, for `scrim label add --from`: as they are, for their owner. */
import { z } from 'zod'
import { ScrimError } from '../bytes/errors.js'
import type { Entry } from '../labels/assertion.js'
import { mappingMembers, mappingOf } from '../labels/mapping.js'
import { openLabels } from '../labels/reader.js'
import type { Mapping } from '../labels/roles.js'
import { formOf, recogniseLabels } from '../labels/sources.js'
import { headerOf } from '../labels/table-lines.js'
import { openAny } from '../layers/inputs.js'
import { nearest } from '../policy/suggest.js'
import { readYaml } from '../policy/yaml.js'
import { openFile, putBack } from '../sources/byte-stream.js'
import { readWhole } from '../sources/read-whole.js'

const CHUNK = 1 << 18
/** Reasons that hold for a document as a whole. */
const OF_DOCUMENT = /^(?:not-a-document|invalid-[a-z]+)$/

const MAPPING_HINT = `it has ${mappingMembers.join(', ')}; see docs/guide/labels.md`

function noMapping(path: string, why: string): ScrimError {
  return new ScrimError('usage', `${path} is no mapping: ${why}`, MAPPING_HINT)
}

function readMapping(path: string): Mapping {
  const hint = MAPPING_HINT
  const bytes = readWhole(path, { what: 'mapping', bytesMax: 1 << 20, code: 'usage', hint })
  if (bytes === undefined) throw new ScrimError('usage', `there is no mapping ${path}`, hint)
  const read = readYaml(bytes.toString('utf8'), z.looseObject({}))
  if (typeof read === 'string') throw noMapping(path, read)
  const other = Object.keys(read).find((member) => !mappingMembers.includes(member))
  if (other !== undefined) {
    const meant = nearest(other, mappingMembers)
    throw noMapping(path, `found ${other}${meant === undefined ? '' : `; did you mean ${meant}?`}`)
  }
  const mapping = mappingOf(read)
  if ('member' in mapping) throw noMapping(path, `${mapping.member}: ${mapping.text}`)
  return mapping
}

/** A column that the table does not have would leave its part of each label out. */
function checkColumns(path: string, head: Uint8Array, mapping: Mapping | undefined): void {
  const text = Buffer.from(head).toString('utf8')
  const names = headerOf(text.replace(/^\ufeff/, ''))?.names ?? []
  const columns = Object.values(mapping?.columns ?? {}).filter((name) => name !== undefined)
  const none = columns.find((name) => !names.includes(name))
  if (none === undefined || names.length === 0) return
  throw new ScrimError('usage', `${path} has no column ${none}`, `it has ${names.join(', ')}`)
}

/** Why a document makes no labels at all; undefined when it may make some. */
function noDocument(text: string, form: string): string | undefined {
  const read = readYaml(text.replace(/^\ufeff/, ''), z.unknown())
  if (typeof read === 'string') return read
  if (form !== 'labels-yaml') return undefined
  const head = mappingOf(read)
  if ('member' in head) return `${head.member}: ${head.text}`
  const { labels } = read as { labels?: unknown }
  return Array.isArray(labels) ? undefined : 'labels: expected a list of labels'
}

/** What a file of another form asserts, and why some of its records assert nothing. */
export interface Foreign {
  readonly entries: readonly Entry[]
  readonly dropped: Readonly<Record<string, number>>
  /** of each reason the first record, counted from 1 without the head of a table */
  readonly first: Readonly<Record<string, number>>
  /** members that cannot be read, of records that assert something without them */
  readonly unread: Readonly<Record<string, number>>
}

/**
 * Reads labels of any form that is known; with a mapping, any table.
 * @throws ScrimError `input` when the form is not known
 */
export async function readForeign(path: string, map: string | undefined): Promise<Foreign> {
  const mapping = map === undefined ? undefined : readMapping(map)
  const content = await openAny(openFile(path))
  const recognised = recogniseLabels(content.head)
  // With a mapping the file is what its owner says it is: a table.
  const form = recognised ?? (mapping?.columns === undefined ? undefined : 'labels-csv')
  const known = form === undefined ? undefined : formOf(form)
  if (form === undefined || known === undefined) {
    content.stream.close()
    throw new ScrimError(
      'input',
      `${path} has no labels that are known`,
      'give --map with the columns of a table, or see docs/guide/labels.md for the forms',
    )
  }
  if (form === 'labels-csv') checkColumns(path, content.head, mapping)
  const entries: Entry[] = []
  const dropped: Record<string, number> = {}
  const first: Record<string, number> = {}
  const unread: Record<string, number> = {}
  let records = 0
  const reader = openLabels(
    form,
    (read) => {
      records++
      if (typeof read !== 'string') return entries.push(...read)
      dropped[read] = (dropped[read] ?? 0) + 1
      first[read] ??= records
    },
    mapping,
    (member) => {
      unread[member] = (unread[member] ?? 0) + 1
    },
  )
  const stream = putBack(content.head, content.stream)
  const buffer = new Uint8Array(CHUNK)
  const document: Buffer[] = []
  try {
    for (let n = await stream.read(buffer, 0, CHUNK); n > 0; ) {
      reader.push(buffer.subarray(0, n))
      if (known.framing === 'document') document.push(Buffer.from(buffer.subarray(0, n)))
      n = await stream.read(buffer, 0, CHUNK)
    }
  } finally {
    stream.close()
  }
  reader.end()
  const whole = Object.keys(dropped).find((why) => OF_DOCUMENT.test(why))
  if (whole !== undefined) {
    const why = noDocument(Buffer.concat(document).toString('utf8'), form) ?? whole
    throw new ScrimError('input', `${path} makes no labels: ${why}`, 'see docs/guide/labels.md')
  }
  return { entries, dropped, first, unread }
}
