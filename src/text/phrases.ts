/** Words that say what another is only beside it: `logged in as will`, `will(uid=1000)`. */
import { Class, classes } from './characters.js'
import { createWordSet, type WordSet } from './word-table.js'

/** Short words, and those before them with which they announce; alone they are too common. */
const BEHIND: readonly (readonly [word: WordSet, before: WordSet])[] = Object.entries({
  as: 'in login logon authenticated connected identified known running',
  by: `reported approved reviewed authored written owned requested submitted invited signed posted
    commented acked tested suggested identified`,
  for: 'su sudo required login crontab notification',
  to: 'password passwd passphrase pwd secret pin assigned reassigned escalated delegated belongs',
}).map(([word, before]) => [createWordSet(word), createWordSet(before)])
const TO = createWordSet('to')

/** Whether a word with these letters first and last may be one of them. */
function mayBeBehind(first: number, last: number): boolean {
  if (first === 0x61) return last === 0x73
  if (first === 0x62) return last === 0x79
  return first === 0x74 ? last === 0x6f : first === 0x66 && last === 0x72
}

/** Whether `at` is the `as` of `logged in as will`, the `by` of `reported by rose`. */
export function isBehind(b: Uint8Array, from: number, at: number, end: number): boolean {
  if (end - at > 3 || at - 1 < from || !mayBeBehind(b[at] | 32, b[end - 1] | 32)) return false
  // `su: (to will) rose on pts/0`
  if (b[at - 1] === 0x28) return TO.has(b, at, end)
  if (b[at - 1] !== 0x20) return false
  for (const [word, before] of BEHIND) {
    if (word.has(b, at, end)) return before.endsAt(b, from, at - 1)
  }
  return false
}

/** What follows the name of a user, whoever it is. */
const CONTINUED: readonly Uint8Array[] = [
  '(uid',
  ' : TTY=',
  ' : user NOT',
  ' : command not',
  ' : a password',
  ' : 1 incorrect',
  ' : 2 incorrect',
  ' : 3 incorrect',
  ' is not in the sudoers',
  ') CMD',
  ') LIST',
  ') RELOAD',
  ') REPLACE',
  ') BEGIN EDIT',
  ') END EDIT',
  ') ORPHAN',
  '] OK ',
  '] FAIL ',
  '] Peer Connection',
  ' on pts/',
  ' on tty',
  ' on /dev/',
].map((s) => Buffer.from(s))

/** Which of them begin with these two bytes: most words have something else behind them. */
const starts = new Map<number, readonly Uint8Array[]>()
const isStart = new Uint8Array(1 << 16)
for (const text of CONTINUED) {
  const key = (text[0] << 8) | text[1]
  starts.set(key, [...(starts.get(key) ?? []), text])
  isStart[key] = 1
}

function isAt(b: Uint8Array, at: number, end: number, text: Uint8Array): boolean {
  if (at + text.length > end) return false
  for (let i = 0; i < text.length; i++) if (b[at + i] !== text[i]) return false
  return true
}

/** `/192.0.2.77`, as VPNs write whose address it is. */
function isMachine(b: Uint8Array, at: number, end: number): boolean {
  let dots = 0
  let i = at + 1
  for (; i < end && i - at < 16 && (b[i] === 0x2e || classes[b[i]] === Class.digit); i++) {
    if (b[i] === 0x2e) dots++
  }
  return dots > 2
}

/**
 * Whether a word ends at `at` behind which stands what only a user has, in the words of sudo, cron
 * and servers of files: `will(uid=1000)`, `rose : TTY=pts/0`, `(rose) CMD`, `[rose] OK LOGIN`.
 */
export function isOwner(b: Uint8Array, at: number, end: number): boolean {
  if (at + 4 >= end) return false
  if (b[at] === 0x2f) return isMachine(b, at, end)
  const key = (b[at] << 8) | b[at + 1]
  if (isStart[key] === 0) return false
  for (const text of starts.get(key) ?? []) if (isAt(b, at, end, text)) return true
  return false
}

/** Words in front of a bracket in which a user stands: `imap(will)`, `pam(rose,...)`. */
const MAILERS = createWordSet('imap pop3 lda lmtp managesieve pam file sql ldap')

/**
 * Whether the word `[at, end)` is a user by what is before it: behind a program, in brackets, or
 * an address (`192.0.2.77[will]`), as who speaks (`<will> hello`) or is spoken to (`@will`).
 */
export function isUserAt(
  b: Uint8Array,
  from: number,
  at: number,
  end: number,
  limit: number,
): boolean {
  if (at <= from) return false
  const c = b[at - 1]
  if (c === 0x28) return MAILERS.endsAt(b, from, at - 1)
  if (c === 0x5b) return at - 2 >= from && classes[b[at - 2]] === Class.digit
  return c === 0x3c && at - 1 === from && end + 1 < limit && b[end] === 0x3e && b[end + 1] === 0x20
}
