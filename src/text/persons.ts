/**
 * Words that are names of persons as well: `will`, `rose`, `summer`. Which of them stand for a
 * person is told by what is beside them: who is greeted, asked or answered, what only persons do,
 * and quotes and brackets around one word. Looks at a few bytes before and behind, never further.
 */
import { Class, classes, isWordByte } from './characters.js'
import { Role, type Vocabulary } from './vocabulary.js'
import { createWordSet, endsIn, wordEnd, wordStart } from './word-table.js'

const SPACE = 0x20
const QUOTE = 0x22
const APOSTROPHE = 0x27
const COLON = 0x3a
const SLASH = 0x2f
const SIGN = 0x40
const BACKSLASH = 0x5c
const BACKTICK = 0x60
const LESS = 0x3c

/** Bytes between two words that belong together at most: `thanks -- rose`. */
const BESIDE_MAX = 5
/** A text of so many bytes may be nothing but a name. */
const ALONE_MAX = 48

/** Before a name: who it is, what is said to them, where from or where to. */
const BEFORE = createWordSet(`
  by from to for with and or cc via per hello hi hey dear thanks thank cheers regards sincerely
  yours greetings welcome bye goodbye sorry please congratulations mr mrs ms dr prof sir madam
  lord lady captain sergeant uncle aunt ask asked asks tell told tells ping pinged meet met call
  called calls email emailed mailed message messaged contact contacted remind invite invited named
  name nickname alias known is was am me between about against behind beside besides without than
  like love member members participant colleague friend boss husband wife brother sister son
  mother father mum mom dad daughter doctor nurse patient agent officer client customer manager
  engineer developer admin operator guest tenant caller buyer seller driver student teacher
  employee staff assignee reviewer reporter lookup resolve resolving resolved host hostname
  machine workstation computer peer domain realm namespace schema role group team project repo
  repository branch channel room container pod image database account grant revoke revoked
  assigned unassigned reassigned default heads origin upstream namespaces pods secrets services
  deployments owner users user kick kicked banned ban op whois nick failed of su crontab constant
  kill literal string value values service node set exec n server sa www table question answer
  privmsg notice join joined left query msg whisper rcpt mention mentions subject
`)
/** Of them the ones behind which `will` and `may` say what happens. */
const NOUNS = createWordSet(`
  client customer manager engineer developer admin operator guest tenant caller buyer seller
  driver student teacher employee staff host hostname machine workstation computer peer domain
  realm namespace schema role group team project repo repository branch channel room container pod
  image database account default origin upstream pods secrets services deployments owner users
  user member failed service node set value values string server table members participant agent
  officer doctor nurse patient query message assignee reviewer reporter
`)
const MODALS = createWordSet('will may')
const HAS = createWordSet('has')
/** Ends of words that say what went wrong, with somebody. */
const FAILED = ['exception', 'error', 'exist'].map((s) => Buffer.from(s))

/** Behind a name: what nothing but persons do. */
const BEHIND = createWordSet(`
  logged joined left said says wrote writes signed quit parted asked asks replied replies told
  tells approved commented pushed merged committed agreed reported requested invited ordered
  bought paid typed called calls posted resigned authored mentioned thinks wants disconnected
  authenticated kicked banned uploaded downloaded reviewed assigned visited subscribed
  unsubscribed registered hello
`)

function isBlank(c: number): boolean {
  return c === SPACE || (c >= 9 && c <= 13)
}

function isQuote(c: number): boolean {
  return c === QUOTE || c === APOSTROPHE || c === BACKTICK
}

/** Whether a mark may stand between a word and the name that it announces. */
function isBetween(c: number): boolean {
  return !isWordByte(c) && c !== 0x2e && c !== 0x21 && c !== 0x3f && c !== 0x3b
}

/** Whether what a noun announces is no name: `the server will restart`. */
function isModal(v: Vocabulary, b: Uint8Array, at: number, end: number, limit: number): boolean {
  if (!MODALS.has(b, at, end) || end >= limit || b[end] !== SPACE) return false
  let stop = end + 1
  while (stop < limit && isWordByte(b[stop])) stop++
  return stop > end + 1 && v.role(b, end + 1, stop) >= 0
}

/** Whether the word before announces a person. */
function isAnnounced(
  v: Vocabulary,
  b: Uint8Array,
  from: number,
  at: number,
  end: number,
  limit: number,
): boolean {
  let i = at
  while (i > from && at - i < BESIDE_MAX && isBetween(b[i - 1])) i--
  if (i === at || i === from || !isWordByte(b[i - 1])) return false
  const word = wordStart(b, from, i)
  if (FAILED.some((tail) => endsIn(b, word, i, tail))) return !isModal(v, b, at, end, limit)
  if (!BEFORE.has(b, word, i)) return false
  return !NOUNS.has(b, word, i) || !isModal(v, b, at, end, limit)
}

/** Marks that open a bracket or a cell of a table. */
function opens(c: number): boolean {
  return c === 0x28 || c === 0x5b || c === 0x2c || c === 0x7c || c === 9
}

/** Marks that close one. */
function closes(c: number): boolean {
  return c === 0x29 || c === 0x5d || c === 0x2c || c === 0x7c || c === 9
}

/** Whether quotes or brackets stand around the word alone, and no colon that makes it a key. */
function isEnclosed(b: Uint8Array, from: number, at: number, end: number, limit: number): boolean {
  if (at <= from || end >= limit) return false
  const c = b[at - 1]
  const d = b[end]
  if (isQuote(c)) {
    const stop = d === BACKSLASH ? end + 1 : end
    return b[stop] === c && (stop + 1 >= limit || b[stop + 1] !== COLON)
  }
  if (c === LESS && d === 0x3e) return true
  return opens(c) && closes(d)
}

/** Whether a person does what the word behind says, or has a machine or an address behind it. */
function acts(b: Uint8Array, end: number, limit: number): boolean {
  if (end + 1 >= limit) return false
  const next = b[end + 1]
  if (b[end] === SPACE) {
    if (next === LESS || next === 0x28 || next === 0x5b) return true
    if (classes[next] !== Class.letter) return false
    const stop = wordEnd(b, end + 1, limit)
    if (!HAS.has(b, end + 1, stop)) return BEHIND.has(b, end + 1, stop)
    return BEHIND.has(b, stop + 1, wordEnd(b, stop + 1, limit))
  }
  if (b[end] === 0x7c) return true
  if (b[end] === SLASH) return classes[next] === Class.digit
  // `SUMMER\\will`, and no `\\n`, `\\t` or `\\r`.
  if (b[end] !== BACKSLASH || !isWordByte(next)) return false
  return next !== 0x6e && next !== 0x74 && next !== 0x72
}

/** Whether the word begins what somebody says, `rose: hello`, or a path: `rose/shop`. */
function begins(b: Uint8Array, from: number, at: number, end: number, limit: number): boolean {
  if (end + 1 >= limit) return false
  const isStart = at === from || isBlank(b[at - 1]) || isQuote(b[at - 1]) || opens(b[at - 1])
  const isPair = b[end] === SLASH || b[end] === COLON
  if (isPair && classes[b[end + 1]] === Class.letter) return isStart
  const isLine = at === from || b[at - 1] === 10 || (at - 2 >= from && b[at - 2] === 0x5d)
  return isLine && b[end] === COLON && isBlank(b[end + 1])
}

/** Whether the part of a user name at `[at, end)` is a name too, or an initial: `w_rose`. */
function isPart(v: Vocabulary, b: Uint8Array, at: number, end: number): boolean {
  return end - at === 1 || v.role(b, at, end) === Role.name
}

function isJoint(c: number): boolean {
  return c === 0x2e || c === 0x5f || c === 0x2d
}

/** Whether the word is a part of a user name: `rose.summer`, `will-mark`. */
function isCompound(
  v: Vocabulary,
  b: Uint8Array,
  from: number,
  at: number,
  end: number,
  limit: number,
): boolean {
  if (at - 1 > from && isJoint(b[at - 1])) {
    const i = wordStart(b, from, at - 1)
    if (i < at - 1 && isPart(v, b, i, at - 1)) return true
  }
  if (end + 1 >= limit || !isJoint(b[end])) return false
  const i = wordEnd(b, end + 1, limit)
  return i > end + 1 && isPart(v, b, end + 1, i)
}

/** Whether all of a short text is names. */
function isAlone(v: Vocabulary, b: Uint8Array, from: number, limit: number): boolean {
  if (limit - from > ALONE_MAX) return false
  for (let i = from; i < limit; ) {
    let stop = i
    while (stop < limit && isWordByte(b[stop])) stop++
    if (stop > i && v.role(b, i, stop) !== Role.name) return false
    i = Math.max(stop, i + 1)
  }
  return true
}

/** Whether the word `[at, end)` of the text `[from, limit)`, which may be a name, is a person. */
export function isPerson(
  v: Vocabulary,
  b: Uint8Array,
  from: number,
  at: number,
  end: number,
  limit: number,
): boolean {
  const before = at > from ? b[at - 1] : SPACE
  if (before === SIGN || before === BACKSLASH) return true
  return (
    acts(b, end, limit) ||
    begins(b, from, at, end, limit) ||
    isEnclosed(b, from, at, end, limit) ||
    isAnnounced(v, b, from, at, end, limit) ||
    isCompound(v, b, from, at, end, limit) ||
    isAlone(v, b, from, limit)
  )
}
