/**
 * Writes `src/otlp/classes.ts` and `src/otlp/vocabulary.ts`: what attributes of OpenTelemetry give
 * away, and the words that its semantic conventions list. The first comes from the table
 * `scripts/otel-attributes.csv` (semantic-conventions 1.44, each row classed by a person), the
 * second from the npm package `@opentelemetry/semantic-conventions` 1.45.0:
 * `node scripts/otel-classes.mjs FOLDER_OF_THAT_PACKAGE`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(fileURLToPath(import.meta.url), '..', '..')
const [folder] = process.argv.slice(2)
if (folder === undefined) {
  process.stderr.write('otel-classes: name the folder of @opentelemetry/semantic-conventions\n')
  process.exit(1)
}

/** Cells of a row; a cell in quotes may hold commas and doubled quotes (RFC 4180 §2). */
function cellsOf(line) {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain)
}

const NUMERIC = /^(int|double|boolean|int\[\]|enum\(number\))$/
const SIZE =
  /(size|length|count|duration|tokens?|bytes|usage|limit|score|speed|ttl|time|ratio|delay|index)$/

function safe(key, type, todo) {
  if (/per host\+boot/.test(todo)) return ['link', 'value']
  if (/well-known \(<1024/.test(todo)) return ['port', 'value']
  if (/shift/.test(todo)) return ['time', 'value']
  if (NUMERIC.test(type)) return [SIZE.test(key) ? 'size' : 'enum', 'value']
  return ['enum', 'word']
}

function quasi(todo) {
  if (/shift/.test(todo)) return ['time', 'value']
  if (/family \+ major|family\)|major version/.test(todo)) return ['software', 'agent']
  if (/grid|country|region|deg/.test(todo)) return ['location', 'value']
  if (/manufacturer/.test(todo)) return ['software', 'value']
  if (/allow-list|^keep$/.test(todo)) return ['enum', 'word']
  return ['link', 'value']
}

function freeText(todo) {
  if (todo.startsWith('parse URL')) return ['content', 'url']
  if (todo.startsWith('parse: replace literals')) return ['content', 'sql']
  if (/^path rule|stem$|^template ids/.test(todo)) return ['content', 'path']
  if (todo.startsWith('per-parameter')) return ['content', 'query']
  if (todo.startsWith('tokenise')) return ['content', 'text']
  return ['content', 'payload']
}

function network(todo) {
  if (/MAC/.test(todo)) return ['hardware', 'value']
  return todo.startsWith('per-label') ? ['hostname', 'value'] : ['address', 'value']
}

/** What an attribute gives away, and how its value is treated. */
function classOf(key, type, category, todo) {
  switch (category) {
    case 'direct identifier':
      return ['person', 'value']
    case 'secret':
      return ['secret', 'value']
    case 'network address':
      return network(todo)
    case 'linkage identifier':
      return ['link', 'value']
    case 'quasi identifier':
      return quasi(todo)
    case 'free text':
      return freeText(todo)
    case 'infrastructure identifier':
      if (/^(host|k8s\.node)\.name$|^host\.hostname$/.test(key)) return ['hostname', 'value']
      return todo.startsWith('generalise') ? ['location', 'value'] : ['link', 'value']
    case 'code/structure name':
      return /^code\.|^thread\./.test(key) ? ['code', 'value'] : ['enum', 'word']
    case 'software name/version':
      return /^telemetry\.sdk|language|^os\.type|protocol\.(name|version)$/.test(key)
        ? ['enum', 'word']
        : ['software', 'value']
    default:
      return safe(key, type, todo)
  }
}

/** Words in lines of at most 98 characters. */
function lines(words) {
  const out = []
  let line = ''
  for (const word of words) {
    if (line !== '' && line.length + word.length + 1 > 98) {
      out.push(line)
      line = ''
    }
    line += (line === '' ? '' : ' ') + word
  }
  return [...out, line].join('\n')
}

const csv = readFileSync(join(root, 'scripts', 'otel-attributes.csv'), 'utf8')
const groups = new Map()
for (const line of csv.trim().split('\n').slice(1)) {
  const [key, type, , category, todo] = cellsOf(line)
  if (!/^[A-Za-z0-9_.-]+$/.test(key)) continue
  const group = classOf(key, type, category, todo).join(' ')
  groups.set(group, [...(groups.get(group) ?? []), key])
}
const rows = [...groups.keys()].sort().map((group) => {
  const [kind, way] = group.split(' ')
  const keys = lines([...new Set(groups.get(group))].sort())
  return `  [\n    '${kind}',\n    '${way}',\n    \`\n${keys}\n\`,\n  ],\n`
})
writeFileSync(
  join(root, 'src', 'otlp', 'classes.ts'),
  `/**
 * What attributes of OpenTelemetry give away, and how their values are treated: by key, stable and
 * old names. Written by \`scripts/otel-classes.mjs\` from \`scripts/otel-attributes.csv\`.
 */
import type { Kind } from '../wire/fields.js'
import type { Way } from './treatments.js'

/** Kind, way, and the keys of which they hold, between white space. */
export const classes: readonly (readonly [Kind, Way, string])[] = [
${rows.join('')}]
`,
)

const all = {}
for (const file of ['dist/index-incubating.mjs', 'dist/index.mjs']) {
  Object.assign(all, await import(pathToFileURL(join(resolve(folder), file)).href))
}
const words = new Set()
for (const [name, value] of Object.entries(all)) {
  const listed = /_VALUE_|^METRIC_|^EVENT_/.test(name) || /VALUES_/.test(name)
  if (listed && typeof value === 'string' && /^[!-~]{1,64}$/.test(value)) words.add(value)
}
writeFileSync(
  join(root, 'src', 'otlp', 'vocabulary.ts'),
  `/**
 * Words of OpenTelemetry's semantic conventions: values of enumerations, names of metrics and of
 * events. Written by \`scripts/otel-classes.mjs\`, which says where they come from.
 */

/** The words, between white space. */
export const conventionWords = \`
${lines([...words].filter((w) => !/[`\\$]/.test(w)).sort())}
\`
`,
)
