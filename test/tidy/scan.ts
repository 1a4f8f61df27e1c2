/**
 * Reads source text as far as the house rules need it: what is code and what is not, where
 * functions begin and end, what a file imports and exports. No parser: this suffices for a tree
 * that a formatter keeps in one shape.
 */

/** A file of the project: its path from the top, with `/`, and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** A function: the line it begins on, counted from 1, and how many lines it takes. */
export interface FunctionSpan {
  readonly name: string
  readonly line: number
  readonly lines: number
}

/** One import or re-export, and whether it is for types only. */
export interface Import {
  readonly from: string
  readonly line: number
  readonly typesOnly: boolean
}

/** One exported name, and whether a doc comment stands before it. */
export interface Export {
  readonly name: string
  readonly line: number
  readonly documented: boolean
}

/** What may stand before a `/` that begins a regular expression. */
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of))\s*$/

/** The end of a quoted text that begins at `at`. */
function quoteEnd(text: string, at: number): number {
  let i = at + 1
  while (i < text.length && text[i] !== text[at] && text[i] !== '\n') i += text[i] === '\\' ? 2 : 1
  return i + 1
}

/** The end of a regular expression that begins at `at`; a class may hold a bare slash. */
function regexEnd(text: string, at: number): number {
  let inClass = false
  let i = at + 1
  for (; i < text.length && text[i] !== '\n' && (inClass || text[i] !== '/'); i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '[') inClass = true
    else if (text[i] === ']') inClass = false
  }
  return i + 1
}

/** Where a mark stands from `at` on, or the text's end. */
function before(mark: string, at: number, text: string): number {
  const found = text.indexOf(mark, at)
  return found < 0 ? text.length : found
}

/** The end of a template text: behind its closing quote, or behind a `${` that opens code. */
function templateEnd(text: string, at: number): { end: number; opens: boolean } {
  for (let i = at; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '`') return { end: i + 1, opens: false }
    else if (text[i] === '$' && text[i + 1] === '{') return { end: i + 2, opens: true }
  }
  return { end: text.length, opens: false }
}

/** The text with comments, texts and regular expressions blanked out; offsets and lines stay. */
export function blank(text: string): string {
  let out = ''
  let depth = 0
  const templates: number[] = []
  const hide = (end: number) => {
    out += text.slice(out.length, end).replace(/[^\n]/g, ' ')
  }
  const template = (at: number) => {
    const { end, opens } = templateEnd(text, at)
    hide(end)
    if (opens) templates.push(depth)
  }
  while (out.length < text.length) {
    const i = out.length
    const c = text[i]
    const two = text.slice(i, i + 2)
    if (two === '//') hide(before('\n', i, text))
    else if (two === '/*') hide(before('*/', i + 2, text) + 2)
    else if (c === "'" || c === '"') hide(quoteEnd(text, i))
    else if (c === '`') template(i + 1)
    else if (c === '/' && BEFORE_REGEX.test(out.slice(-40))) hide(regexEnd(text, i))
    else if (c === '}' && templates.at(-1) === depth) {
      templates.pop()
      template(i + 1)
    } else {
      if (c === '{') depth++
      if (c === '}') depth--
      out += c
    }
  }
  return out
}

/** The number of the line on which an offset lies. */
export function lineAt(text: string, at: number): number {
  let line = 1
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++
  return line
}

/** The offset of the bracket that closes the one at `at`; the text's end when there is none. */
function closing(code: string, at: number): number {
  const open = code[at]
  const close = open === '(' ? ')' : open === '{' ? '}' : open === '[' ? ']' : '>'
  let depth = 0
  for (let i = at; i < code.length; i++) {
    if (code[i] === open) depth++
    else if (code[i] === close && code[i - 1] !== '=' && --depth === 0) return i
  }
  return code.length
}

/** The first offset from `at` that is no white space. */
function skipSpace(code: string, at: number): number {
  let i = at
  while (i < code.length && /\s/.test(code[i])) i++
  return i
}

/**
 * The offset of the `{` of a function's body, when its parameters end at `at`; -1 when there is no
 * body. A `{` that follows a colon, `|`, `&` or an opening bracket belongs to the return type.
 */
function bodyAfter(code: string, at: number): number {
  let i = skipSpace(code, at)
  if (code[i] === '{') return i
  if (code[i] !== ':') return -1
  let last = ''
  while (i < code.length) {
    const c = code[i]
    if (c === '{' && !':|&'.includes(last)) return i
    if ('{([<'.includes(c)) i = closing(code, i)
    else if (/[;=,)}]/.test(c)) return -1
    last = c
    const next = skipSpace(code, i + 1)
    // a line that ends a type without a body: a signature in an interface, an overload
    const ends = code.slice(i + 1, next).includes('\n') && !':|&'.includes(c)
    if (ends && !'|&'.includes(code[next])) return -1
    i = next
  }
  return -1
}

const NO_METHOD = new Set(['if', 'for', 'while', 'switch', 'catch', 'function', 'return', 'await'])

/** Where the bodies of functions begin: `function`, methods, and arrows with a block. */
function bodies(code: string): { name: string; from: number; body: number }[] {
  const found: { name: string; from: number; body: number }[] = []
  for (const m of code.matchAll(/=>\s*\{/g)) {
    const from = m.index
    const start = code.lastIndexOf('\n', from) + 1
    const name = /(?:const|let)\s+([\w$]+)|([\w$]+)\s*[:(=]/.exec(code.slice(start, from))
    found.push({ name: name?.[1] ?? name?.[2] ?? 'arrow', from, body: from + m[0].length - 1 })
  }
  for (const m of code.matchAll(/([\w$#]+)\s*(<[^<>(){}]*(?:<[^<>]*>[^<>]*)*>)?\(/g)) {
    if (NO_METHOD.has(m[1])) continue
    const open = m.index + m[0].length - 1
    const body = bodyAfter(code, closing(code, open) + 1)
    if (body >= 0) found.push({ name: m[1], from: m.index, body })
  }
  return found
}

/** The functions of a file, in the order in which they begin. */
export function functionsOf(code: string): FunctionSpan[] {
  return bodies(code)
    .map(({ name, from, body }) => {
      const line = lineAt(code, from)
      return { name, line, lines: lineAt(code, closing(code, body)) - line + 1 }
    })
    .toSorted((a, b) => a.line - b.line)
}

/** What a file imports, also by `import()`, `require()`, and by `new URL()` next to it. */
export function importsOf(text: string): Import[] {
  const found: Import[] = []
  const whole = /^(?:import|export)\s+(type\s)?([^'"]*?from\s+)?'([^']+)'/gm
  for (const m of text.matchAll(whole)) {
    const names = /\{([^}]*)\}/.exec(m[2] ?? '')?.[1]
    const each = names?.split(',').filter((n) => n.trim() !== '') ?? []
    const allTypes = each.length > 0 && each.every((n) => n.trim().startsWith('type '))
    found.push({ from: m[3], line: lineAt(text, m.index), typesOnly: Boolean(m[1]) || allTypes })
  }
  const later = /(?:\bimport\(\s*|\brequire\((?='[^.])|new URL\(\s*(?='\.))'([^']+)'/g
  for (const m of text.matchAll(later)) {
    found.push({ from: m[1], line: lineAt(text, m.index), typesOnly: false })
  }
  return found
}

/** What a file exports under a name of its own. */
export function exportsOf(text: string, code: string): Export[] {
  const form =
    /^export\s+(?:declare\s+|async\s+)*(?:function\*?|const|let|class|interface|type)\s+([\w$]+)/gm
  return [...code.matchAll(form)].map((m) => ({
    name: m[1],
    line: lineAt(code, m.index),
    documented: /\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*$/.test(text.slice(0, m.index)),
  }))
}
