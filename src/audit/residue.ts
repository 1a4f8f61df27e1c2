/** Does anything that was met in the input turn up again in the output, in any form? */
import { createHash } from 'node:crypto'
import type { FieldRule } from '../policy/compile.js'
import { vocabulary } from '../text/vocabulary.js'
import { fieldTable, spanTable } from '../wire/fields.js'
import { type Frame, SPAN } from '../wire/frame.js'
import { type AuditContext, type Auditor, type Check, countFinding, type Finding } from './check.js'
import { identifierForms } from './encodings.js'
import { canonical, createIdentifiers, type Identifier, type Identifiers } from './identifiers.js'
import { createNeedles, type Needles } from './needles.js'
import { createWordSearch, type WordSearch } from './word-search.js'

const NONE = { internal: 0, partner: 0, research: 0, public: 0 }
const SHORT = 5
/**
 * A keyed map of a small network has a fixed point now and then; more than this share it has not.
 */
const FIXED_SHARE_MAX = 0.005

interface Search {
  readonly needles: Needles
  readonly list: readonly Identifier[]
  readonly images: ReadonlySet<string>
  /** values that their rule leaves as they are */
  readonly fixed: number
  /** addresses among them, where there are more than a keyed map has by chance */
  readonly unmoved: number
  /** whether only a sample of the addresses is known */
  readonly sampled: boolean
}

/** Where a hit lies: in an address, in what a keyed transform wrote, or in bytes that are kept. */
type Where = 'address' | 'written' | 'kept'

const ADDRESSES = new Set(['ipv4', 'ipv6', 'eui48', 'eui64'])

/** Judges by the fields a hit touches; a whole address field is told apart from a part of one. */
function whereIs(f: Frame, from: number, end: number, rules: readonly FieldRule[]): Where {
  let written = false
  let kept = false
  for (let i = 0; i < f.n * SPAN; i += SPAN) {
    if (f.spans[i + 2] <= from || f.spans[i + 1] >= end) continue
    for (const part of spanTable[f.spans[i]].parts) {
      const at = f.spans[i + 1] + part.at
      const stop = part.length < 0 ? f.spans[i + 2] : at + part.length
      if (stop <= from || at >= end) continue
      if (at === from && stop === end && ADDRESSES.has(fieldTable[part.field].type))
        return 'address'
      const { transform } = rules[part.field]
      if (transform === 'keep' || transform === 'suppress') kept = true
      else written = true
    }
  }
  return written && !kept ? 'written' : 'kept'
}

/**
 * Words and numbers that everybody has: a word of the vocabulary; bytes that are zeros but for two,
 * or of two values alone, as `00:00:00:00:00:01` is; four bytes of which half are zeros, as
 * `10.0.0.1` backwards is 1, 0, 0, 10. In a field of addresses they are addresses all the same.
 */
function isListed(b: Uint8Array, from: number, length: number): boolean {
  const values = new Set<number>()
  let zeros = 0
  for (let i = from; i < from + length; i++) {
    values.add(b[i])
    if (b[i] === 0) zeros++
  }
  return zeros >= length - 2 || values.size < 3 || areListed(b, from, from + length)
}

/** Whether words that each leave by the list fill `[at, end)`, with short numbers among them. */
function areListed(b: Uint8Array, at: number, end: number): boolean {
  const words = Buffer.from(b.subarray(at, end)).toString('latin1').split(/[ _-]/)
  return (
    words.some((w) => /^[A-Za-z]/.test(w)) &&
    words.every((w) => /^\d{1,3}$/.test(w) || vocabulary.has(Buffer.from(w), 0, w.length))
  )
}

const key = (b: Uint8Array): string => Buffer.from(b).toString('latin1')

/** A decoy: the identifier with bits of its second half changed, by the seed; not itself met. */
function decoy(v: Identifier, seed: string, met: ReadonlySet<string>): Uint8Array | undefined {
  const d = createHash('sha256').update(seed).update(v.bytes).digest()
  const bytes = Uint8Array.from(v.bytes)
  for (let i = bytes.length >> 1; i < bytes.length; i++) bytes[i] ^= d[i % 32]
  return met.has(key(bytes)) ? undefined : bytes
}

/** Needles for identifiers, and after them, under negative owners, for as many decoys. */
function prepare(identifiers: Identifiers, seed: string): Search {
  const needles = createNeedles()
  const all = identifiers.list()
  const images = new Set(all.map((v) => key(v.image)))
  const met = new Set(all.map((v) => key(v.bytes)))
  const list: Identifier[] = []
  let fixed = 0
  let fixedAddresses = 0
  for (const v of all) {
    // A value that its own rule maps onto itself (a public suffix, a well-known group) leaves by
    // rule.
    if (key(v.image) === key(v.bytes) || (v.image.length > 0 && unchangedName(v))) {
      fixed++
      if (ADDRESSES.has(v.type)) fixedAddresses++
      continue
    }
    for (const form of identifierForms(v.type, v.bytes)) needles.add(form, list.length)
    const d = decoy(v, seed, met)
    if (d !== undefined) {
      for (const form of identifierForms(v.type, d)) needles.add(form, -1 - list.length)
    }
    list.push(v)
  }
  const sampled = Object.values(identifiers.counts()).some((c) => c.kept < c.met)
  const addresses = all.filter((v) => ADDRESSES.has(v.type)).length
  const unmoved = fixedAddresses > Math.max(1, addresses * FIXED_SHARE_MAX) ? fixedAddresses : 0
  return { needles, list, images, fixed, unmoved, sampled }
}

/** A name whose first label stayed as it was. */
function unchangedName(v: Identifier): boolean {
  if (v.type !== 'name') return false
  const label = v.bytes.subarray(0, v.image.length)
  return key(label).toLowerCase() === key(v.image).toLowerCase()
}

/**
 * The least count that chance alone exceeds with a probability under one in a hundred (Poisson).
 */
function chanceMax(rate: number): number {
  let term = Math.exp(-rate)
  let sum = term
  let k = 0
  while (sum < 0.99 && k < 10000) {
    k++
    term *= rate / k
    sum += term
  }
  return k
}

/** What the search has counted: hits by owner, and the rest in all. */
interface Counted {
  readonly long: ReadonlyMap<number, number>
  readonly short: ReadonlyMap<number, number>
  readonly decoys: number
  readonly explained: number
  /** words that are in the vocabulary of free text, and short numbers with zeros in them */
  readonly listed: number
  readonly written: number
  /** hits in what the owner says of the release */
  readonly said: ReadonlyMap<number, number>
  /** of packets, and of the files of other layers */
  readonly bytes: number
  readonly others: number
}

function conclude(context: AuditContext, search: Search, met: Identifiers, c: Counted): Finding {
  const sum = (m: ReadonlyMap<number, number>) => [...m.values()].reduce((a, b) => a + b, 0)
  const four = search.list.filter((v) => v.bytes.length === 4).length
  const rate = Math.max(c.decoys, (c.bytes * four * 2) / 2 ** 32)
  const excess = sum(c.short) > chanceMax(rate) ? sum(c.short) : 0
  const notes = Object.entries(met.counts())
    .filter(([, n]) => n.kept < n.met)
    .map(([type, n]) => `${type}: a sample of ${n.kept} values was searched`)
  for (const [owner, n] of [...c.long].slice(0, 20)) {
    notes.push(`a value of type ${search.list[owner].type} occurs ${n} times`)
  }
  for (const owner of c.said.keys()) {
    const { type } = search.list[owner]
    notes.unshift(`a value of type ${type} stands in the name, description, purpose or licence`)
  }
  return countFinding(residue, context, {
    measure: 'original identifiers found in the output',
    value: sum(c.long) + sum(c.said) + excess + search.unmoved,
    arms: {
      'values searched': search.list.length,
      'forms searched': search.needles.count,
      'values their rule leaves as they are': search.fixed,
      'bytes searched': c.bytes + c.others,
      'found beyond chance': sum(c.long),
      'found in kept bytes, four bytes': sum(c.short),
      'found in what a transform wrote': c.written,
      'expected by chance': Math.round(rate * 1000) / 1000,
      'decoys found': c.decoys,
      'pseudonyms of other values': c.explained,
      'words and numbers that everybody has': c.listed,
    },
    notes,
  })
}

/** Searches files without fields: hits by owner go to `found`, what explains itself to `also`. */
function searchIn(
  s: Search,
  found: Map<number, number>,
  also: { explained: number; listed: number },
): WordSearch {
  return createWordSearch(s.needles, (owner, b, from, length) => {
    // Four bytes in binary occur by chance, and these files have no fields to judge by.
    if (owner < 0 || length < SHORT) return
    // A word that everybody has leaves by rule, whoever is called so.
    if (isListed(b, from, length)) also.listed++
    else if (s.images.has(key(canonical(b.subarray(from, from + length))))) also.explained++
    else found.set(owner, (found.get(owner) ?? 0) + 1)
  })
}

/**
 * Claim `nothing-met-remains`: no original identifier is in the output, in binary, reversed, text,
 * hex, percent or base64 form. Values of six bytes and more must not occur at all, nor an original
 * in a field of addresses. IPv4 addresses in binary are four bytes, which occur by chance in other
 * bytes: their count is judged against that of decoys and of chance. A hit that is the pseudonym of
 * another value is settled by recomputing: it is in the table of pseudonyms made in this run. One
 * in bytes a keyed transform wrote (a sequence number) is chance by construction, and only counted.
 * What was met in one layer is searched in all of them.
 */
export const residue: Check = {
  name: 'residue',
  version: 1,
  question: 'is any address, name or identifier of the input still in the output, in any form?',
  reproducible: 'owner',
  limits: NONE,
  open(context: AuditContext): Auditor {
    const identifiers = createIdentifiers(context.rules)
    let search: Search | undefined
    const long = new Map<number, number>()
    const short = new Map<number, number>()
    let words: WordSearch | undefined
    let decoys = 0
    const also = { explained: 0, listed: 0 }
    let written = 0
    let bytes = 0
    let others = 0
    let frame: Frame | undefined
    const hit = (owner: number, from: number, length: number): void => {
      if (search === undefined || frame === undefined) return
      const found = key(frame.b.subarray(from, from + length))
      if (search.images.has(found)) {
        also.explained++
        return
      }
      const everybodys = isListed(frame.b, from, length)
      const tells = length > SHORT && !everybodys
      const where = tells ? 'long' : whereIs(frame, from, from + length, context.rules)
      if (where !== 'address' && everybodys) also.listed++
      else if (where === 'written') written++
      else if (owner < 0) {
        if (where === 'kept') decoys++
      } else {
        const definite = where === 'long' || (where === 'address' && !search.sampled)
        const table = definite ? long : short
        table.set(owner, (table.get(owner) ?? 0) + 1)
      }
    }
    const said = new Map<number, number>()
    return {
      value: identifiers.value,
      other(chunk, offset) {
        search ??= prepare(identifiers, context.seed)
        words ??= searchIn(search, long, also)
        others += chunk.length
        words.push(chunk, offset)
      },
      said(text) {
        search ??= prepare(identifiers, context.seed)
        const inWords = searchIn(search, said, also)
        inWords.push(text, 0)
        inWords.end()
      },
      before: identifiers.before,
      after: identifiers.after,
      released(f) {
        search ??= prepare(identifiers, context.seed)
        frame = f
        bytes += f.end - f.at
        search.needles.scan(f.b, f.at, f.end, hit)
      },
      finish() {
        search ??= prepare(identifiers, context.seed)
        words?.end()
        const counts = { long, said, short, decoys, ...also, written, bytes, others }
        return conclude(context, search, identifiers, counts)
      },
    }
  },
}
