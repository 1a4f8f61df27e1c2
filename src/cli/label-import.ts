/** Labels of other forms, for `scrim label add --from`: as they are, for their owner. */
import { z } from 'zod'
import { ScrimError } from '../bytes/errors.js'
import type { Entry } from '../labels/assertion.js'
import type { Mapping } from '../labels/columns.js'
import { minutesAhead } from '../labels/moments.js'
import { openLabels } from '../labels/reader.js'
import { formOf, recogniseLabels } from '../labels/sources.js'
import { openAny } from '../layers/inputs.js'
import { readYaml } from '../policy/yaml.js'
import { openFile, putBack } from '../sources/byte-stream.js'
import { readWhole } from '../sources/read-whole.js'

const CHUNK = 1 << 18

const word = z.string().min(1)
/** Columns by what they are; see the guide. */
const mappingSchema = z.strictObject({
  columns: z.record(word, word).optional(),
  values: z.record(z.string(), word).optional(),
  ignore: z.array(z.string()).optional(),
  taxonomy: word.optional(),
  tier: z.enum(['construction', 'sensor', 'annotation', 'window']).optional(),
  said: z.strictObject({ tool: word, version: word.optional() }).optional(),
  zone: z
    .string()
    .refine((v) => minutesAhead(v) !== undefined, 'expected Z or +02:00')
    .optional(),
})

const MAPPING_HINT =
  'it has columns, values, ignore, taxonomy, tier, said and zone; see docs/guide/labels.md'

function readMapping(path: string): Mapping {
  const hint = MAPPING_HINT
  const bytes = readWhole(path, { what: 'mapping', bytesMax: 1 << 20, code: 'usage', hint })
  if (bytes === undefined) throw new ScrimError('usage', `there is no mapping ${path}`, hint)
  const mapping = readYaml(bytes.toString('utf8'), mappingSchema)
  if (typeof mapping !== 'string') return mapping as Mapping
  throw new ScrimError('usage', `${path} is no mapping: ${mapping}`, hint)
}

/** What a file of another form asserts, and why some of its records assert nothing. */
export interface Foreign {
  readonly entries: readonly Entry[]
  readonly dropped: Readonly<Record<string, number>>
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
  if (form === undefined || formOf(form) === undefined) {
    content.stream.close()
    throw new ScrimError(
      'input',
      `${path} has no labels that are known`,
      'give --map with the columns of a table, or see docs/guide/labels.md for the forms',
    )
  }
  const entries: Entry[] = []
  const dropped: Record<string, number> = {}
  const reader = openLabels(
    form,
    (read) => {
      if (typeof read === 'string') dropped[read] = (dropped[read] ?? 0) + 1
      else entries.push(...read)
    },
    mapping,
  )
  const stream = putBack(content.head, content.stream)
  const buffer = new Uint8Array(CHUNK)
  try {
    for (let n = await stream.read(buffer, 0, CHUNK); n > 0; ) {
      reader.push(buffer.subarray(0, n))
      n = await stream.read(buffer, 0, CHUNK)
    }
  } finally {
    stream.close()
  }
  reader.end()
  return { entries, dropped }
}
