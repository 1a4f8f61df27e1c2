/** Values of several words: passphrases, names in headers, what commands of protocols have. */
import { isWordByte } from './characters.js'
import { isAnyKey, isKey } from './keys.js'
import { ends, isBlank } from './separators.js'
import { createWordSet, endsIn, wordStart } from './word-table.js'

const NEWLINE = 10
const SPACE = 32
const QUOTE = 34
const AND = 38
const COMMA = 44
const SLASH = 47
const LESS = 60
const COLON = 58
const EQUALS = 61

/** What ends the names of values that may have several words, and an `s` behind it or none. */
const LONG = 'word phrase pass passwd passcode pwd secret mnemonic cookie credential'
  .split(' ')
  .map((s) => Buffer.from(s))
/** Parts of distinguished names (RFC 4514 §3), which have no more than a comma at their ends. */
const PARTS = createWordSet('cn o ou sn gecos')

/** Keys at the beginning of a line behind which all of it is a name: `To: will summer`. */
const HEADERS = createWordSet(`
  to from cc bcc customer patient contact owner author name fullname displayname firstname
  lastname surname givenname city street reporter assignee sender recipient attn by committer
`)

/** Commands of protocols with several values, in capitals (RFC 959 §4.1, RFC 9051 §6.2). */
const COMMANDS: ReadonlySet<string> = new Set(['LOGIN', 'PASS', 'AUTH'])
const COMMAND_MAX = 9

/** Whether several values follow the word at `at`: `a1 LOGIN will summer`, `mnemonic a b c`. */
export function isCommand(b: Uint8Array, at: number): boolean {
  if (b[at] >= 97 && b[at] !== 0x6d) return false
  let word = ''
  for (let i = at; word.length < COMMAND_MAX && isWordByte(b[i]); i++) {
    word += String.fromCharCode(b[i])
  }
  return COMMANDS.has(word) || word.toLowerCase() === 'mnemonic'
}

/** Whether the key at `at` begins a line. */
function isHeader(b: Uint8Array, from: number, at: number): boolean {
  let i = at
  while (i > from && at - i < 4 && b[i - 1] === SPACE) i--
  return i === from || b[i - 1] === NEWLINE
}

function isKeyByte(c: number): boolean {
  return isWordByte(c) || c === 0x5f || c === 0x2d
}

/** Whether the word `[at, end)` is the name of such a value. */
function isLongName(b: Uint8Array, at: number, end: number): boolean {
  if (PARTS.has(b, at, end)) return true
  const isPlural = end > at && (b[end - 1] | 32) === 0x73
  for (const tail of LONG) {
    if (endsIn(b, at, end, tail) || (isPlural && endsIn(b, at, end - 1, tail))) return true
  }
  return false
}

/** Whether the value of the key before the sign at `i` may have several words. */
export function isLong(b: Uint8Array, at: number, i: number): boolean {
  let k = i
  while (k > at && i - k < 4 && b[k - 1] === SPACE) k--
  const word = wordStart(b, at, k)
  let key = k
  while (key > at && k - key < 64 && isKeyByte(b[key - 1])) key--
  if (b[i] === COLON && HEADERS.has(b, word, k)) return isHeader(b, at, key)
  if (!isLongName(b, word, k)) return false
  // In a query a blank ends it: `?password=summer HTTP/1.1`.
  return key === at || (b[key - 1] !== AND && b[key - 1] !== 0x3f)
}

/** Whether a value of several words ends at `i`: where a line does, or a key follows. */
export function endsLong(b: Uint8Array, i: number, end: number): boolean {
  const c = b[i]
  if (isBlank(c)) return c === NEWLINE || isAnyKey(b, i + 1, end)
  // Of a distinguished name (RFC 4514 §2.2): `CN=will summer,O=shop`, `/O=shop/CN=will`.
  if (c === COMMA || c === SLASH) return isKey(b, i + 1, end, EQUALS)
  return ends(c) || c === LESS || c === QUOTE
}
