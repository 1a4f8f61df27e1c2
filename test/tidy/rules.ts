/** The house rules, as functions from a file to what offends in it. STYLE.md says why. */
import { posix } from 'node:path'
import {
  bannedWords,
  besides,
  closedRooms,
  coldFunctions,
  exceptions,
  extensionRooms,
  floors,
  hotRooms,
  limits,
  narrow,
  openers,
} from './house.js'
import { blank, exportsOf, functionsOf, importsOf, lineAt, type SourceFile } from './scan.js'

/** What offends, and where. */
export interface Offence {
  readonly line: number
  readonly message: string
}

/** A rule; `tree` holds every file, for rules that look at two. */
export interface Rule {
  readonly name: string
  check(file: SourceFile, code: string, tree: readonly SourceFile[]): Offence[]
}

/** The room of a file below `src/`; '' for `src/index.ts` and for what is not in `src/`. */
function roomOf(path: string): string {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? ''
}

function inSource(file: SourceFile): boolean {
  return file.path.startsWith('src/')
}

/** Every match of a pattern in code, as offences. */
function matches(
  code: string,
  pattern: RegExp,
  message: (m: RegExpMatchArray) => string,
): Offence[] {
  return [...code.matchAll(pattern)].map((m) => ({
    line: lineAt(code, m.index),
    message: message(m),
  }))
}

/** Why a room may not import a file of another; '' when it may. */
function refusal(room: string, target: string, typesOnly: boolean): string {
  const other = roomOf(target)
  const file = target.slice('src/'.length)
  if (other === '' || other === room) return other === '' ? `${room} imports ${file}` : ''
  if (!(other in floors)) return `${other} is no room of the house`
  const window = narrow.find((n) => n.room === room && n.of === other)
  if (window && !window.files.includes(posix.basename(target))) {
    return `${room} may see only ${window.files.join(' and ')} of ${other}, not ${file}`
  }
  if (floors[other] < floors[room]) return ''
  if (floors[other] > floors[room]) {
    return `${room} (floor ${floors[room]}) imports upwards: ${file} (floor ${floors[other]})`
  }
  const allowed = besides.some(
    (b) => b.room === room && b.file === file && (typesOnly || !b.typesOnly),
  )
  return allowed ? '' : `${room} imports ${file} of the same floor`
}

const floorRule: Rule = {
  name: 'floors',
  check(file) {
    const room = roomOf(file.path)
    if (room === '') return []
    if (!(room in floors)) return [{ line: 1, message: `${room} is no room of the house` }]
    return importsOf(file.text).flatMap(({ from, line, typesOnly }) => {
      if (!from.startsWith('.')) return []
      const target = posix.join(posix.dirname(file.path), from)
      const message = refusal(room, target, typesOnly)
      return message === '' ? [] : [{ line, message }]
    })
  },
}

const graphs = new WeakMap<readonly SourceFile[], Map<string, string[]>>()

/** For each file of `src/`, the files that it imports; read once for a tree. */
function importsIn(tree: readonly SourceFile[]): Map<string, string[]> {
  const known = graphs.get(tree)
  if (known !== undefined) return known
  const made = new Map(
    tree.filter(inSource).map(({ path, text }) => [path, importsOf(text).map(sourceOf(path))]),
  )
  graphs.set(tree, made)
  return made
}

/** Which file an import of `path` names. */
function sourceOf(path: string): (i: { from: string }) => string {
  return ({ from }) => posix.join(posix.dirname(path), from).replace(/js$/, 'ts')
}

/** Whether `to` is imported by `from`, or by what that imports. */
function reaches(graph: ReadonlyMap<string, string[]>, from: string, to: string): boolean {
  const seen = new Set([from])
  for (const path of seen) {
    if (path === to) return true
    for (const next of graph.get(path) ?? []) seen.add(next)
  }
  return false
}

const circleRule: Rule = {
  name: 'circles',
  check(file, _, tree) {
    const graph = importsIn(tree)
    return importsOf(file.text)
      .filter((i) => inSource(file) && reaches(graph, sourceOf(file.path)(i), file.path))
      .map(({ from, line }) => ({ line, message: `${from} imports this file, by a circle` }))
  },
}

const closedRule: Rule = {
  name: 'closed',
  check(file) {
    const room = roomOf(file.path)
    if (!closedRooms.includes(room)) return []
    return importsOf(file.text)
      .filter(({ from, typesOnly }) => openers.includes(from) && !typesOnly)
      .map(({ from, line }) => ({ line, message: `${room} opens no file and no socket: ${from}` }))
  },
}

const sizeRule: Rule = {
  name: 'size',
  check(file) {
    const lines = file.text.replace(/\n$/, '').split('\n')
    const { file: most, columns } = limits
    const long =
      lines.length > most
        ? [{ line: most + 1, message: `${lines.length} lines, at most ${most}` }]
        : []
    const wide = lines.flatMap((text, i) =>
      [...text].length > columns
        ? [{ line: i + 1, message: `${[...text].length} columns, at most ${columns}` }]
        : [],
    )
    return [...long, ...wide]
  },
}

const functionRule: Rule = {
  name: 'function',
  check(_, code) {
    const lines = code.split('\n')
    const groups = (line: number) => /^\s*describe\b/.test(lines[line - 1])
    return functionsOf(code)
      .filter((f) => f.lines > limits.function && !groups(f.line))
      .map((f) => ({
        line: f.line,
        message: `${f.name} has ${f.lines} lines, at most ${limits.function}`,
      }))
  },
}

/** The words of a name, in lower case: `readAllFields` has three. */
function words(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_.$]/)
}

function banned(name: string): string {
  const word = words(name).find((w) => Object.hasOwn(bannedWords, w))
  return word ? `"${word}" in ${name}: ${bannedWords[word]}` : ''
}

const nameRule: Rule = {
  name: 'names',
  check(file, code) {
    const found: Offence[] = []
    for (const part of file.path.split('/').slice(1)) {
      const stem = part.replace(/(?:\.slow)?(?:\.(?:test|config|d))?\.m?[jt]s$/, '')
      if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(stem)) {
        found.push({ line: 1, message: `${part} is not in kebab-case` })
      }
      if (banned(stem)) found.push({ line: 1, message: banned(stem) })
    }
    const declared =
      /^(?:export\s+)?(?:async\s+)?(?:function\*?|class|interface|type|const)\s+([\w$]+)/gm
    for (const m of code.matchAll(declared)) {
      const line = lineAt(code, m.index)
      if (banned(m[1])) found.push({ line, message: banned(m[1]) })
      if (/^(?:export\s+)?interface\s+I[A-Z]/.test(m[0])) {
        found.push({ line, message: `${m[1]}: no I before the names of interfaces` })
      }
    }
    return found
  },
}

const exportRule: Rule = {
  name: 'exports',
  check(file, code) {
    const names = new Set(exportsOf(file.text, code).map((e) => e.name))
    const many =
      inSource(file) && names.size > limits.exports
        ? [{ line: 1, message: `${names.size} exports, at most ${limits.exports}` }]
        : []
    const byDefault = file.path.endsWith('.config.ts')
      ? []
      : matches(code, /^export\s+default\b/gm, () => 'a default export: give it a name')
    return [...many, ...byDefault]
  },
}

const docRule: Rule = {
  name: 'docs',
  check(file, code) {
    const opening = /^(?:#!.*\n)?\/\*\*/.test(file.text)
      ? []
      : [{ line: 1, message: 'a file opens with a doc comment that says what it is' }]
    if (!inSource(file)) return opening
    const bare = exportsOf(file.text, code).filter((e) => !e.documented)
    return [
      ...opening,
      ...bare.map((e) => ({ line: e.line, message: `${e.name} has no doc comment` })),
    ]
  },
}

const classRule: Rule = {
  name: 'classes',
  check(_, code) {
    const form =
      /^[^\S\n]*(?:export\s+)?(?:abstract\s+)?class\s+(\w+)(?:\s+extends\s+(\w+))?[^{]*\{/gm
    return [...code.matchAll(form)].flatMap((m) => {
      const line = lineAt(code, m.index)
      if (m[2] && !m[2].endsWith('Error')) {
        return [{ line, message: `${m[1]} extends ${m[2]}: only errors extend` }]
      }
      const lives = m[2] !== undefined || /\bclose\s*\(|Symbol\.(?:async)?[dD]ispose/.test(code)
      return lives ? [] : [{ line, message: `${m[1]} has no close(): a record of functions does` }]
    })
  },
}

const hotRule: Rule = {
  name: 'hot',
  check(file, code) {
    const room = roomOf(file.path)
    if (!hotRooms.includes(room)) return []
    const spans = functionsOf(code)
    const around = (line: number) => spans.filter((f) => f.line <= line && line < f.line + f.lines)
    return matches(code, /\b(throw|await)\b/g, (m) => `${m[1]} in the hot room ${room}`).filter(
      ({ line }) => {
        const inside = around(line)
        return inside.length > 0 && !inside.some((f) => coldFunctions.includes(f.name))
      },
    )
  },
}

const borderRule: Rule = {
  name: 'border',
  check(file, code) {
    if (!inSource(file) || (floors[roomOf(file.path)] ?? 8) >= floors.hub) return []
    const form = /\bprocess\.(?:env|exit|exitCode|argv|stdout|stderr|stdin)\b|\bconsole\.\w+/g
    return matches(code, form, (m) => `${m[0]} below cli/: take it as an argument`)
  },
}

/** Names under which a file exports something that carries the contract of its room. */
function members(code: string, contract: string): string[] {
  const form = new RegExp(`^export const (\\w+)\\s*:\\s*${contract}\\b(?!\\[)`, 'gm')
  return [...code.matchAll(form)].map((m) => m[1])
}

const registrationRule: Rule = {
  name: 'registration',
  check(file, code, tree) {
    const room = roomOf(file.path)
    const contract = extensionRooms[room]
    if (!contract || file.path.endsWith('/index.ts')) return []
    const index = tree.find((f) => f.path === `src/${room}/index.ts`)
    const list = index ? codeOf(index.text) : ''
    return members(code, contract)
      .filter((name) => (list.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []).length < 2)
      .map((name) => ({ line: 1, message: `${name} is not in the list of src/${room}/index.ts` }))
  },
}

const depthRule: Rule = {
  name: 'depth',
  check(file) {
    const deep = inSource(file) && file.path.split('/').length > 4
    return deep ? [{ line: 1, message: 'more than two folders below src/' }] : []
  },
}

/** Every rule. */
export const rules: readonly Rule[] = [
  floorRule,
  circleRule,
  closedRule,
  sizeRule,
  functionRule,
  nameRule,
  exportRule,
  docRule,
  classRule,
  hotRule,
  borderRule,
  registrationRule,
  depthRule,
]

function excepted(rule: string, path: string): boolean {
  return exceptions.some(
    (e) => e.rule === rule && (e.path.endsWith('/') ? path.startsWith(e.path) : path === e.path),
  )
}

const blanked = new Map<string, string>()

/** The code of a text, read once for all rules. */
function codeOf(text: string): string {
  const known = blanked.get(text)
  if (known !== undefined) return known
  const code = blank(text)
  blanked.set(text, code)
  return code
}

/** What one rule finds in a tree, each as `path:line message`. */
export function offences(rule: Rule, tree: readonly SourceFile[]): string[] {
  return tree
    .filter((file) => !excepted(rule.name, file.path))
    .flatMap((file) =>
      rule
        .check(file, codeOf(file.text), tree)
        .map(({ line, message }) => `${file.path}:${line} ${message}`),
    )
}
