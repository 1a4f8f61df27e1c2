/** Does anything that was met in the input turn up again in the output, in any form? */
import { firstOf } from '../bytes/find.js'
import type { FieldRule } from '../policy/compile.js'
import { TOKEN } from '../text/marks.js'
import { fieldTable } from '../wire/fields.js'
import type { Frame } from '../wire/frame.js'
import { type AuditContext, type Auditor, type Check, countFinding, type Finding } from './check.js'
import { createWholeReading } from './cut-frames.js'
import { areLabels } from './encodings.js'
import {
  createHitPlaces,
  fieldsAt,
  type HitPlaces,
  isField,
  placeOfText,
  touched,
} from './hit-places.js'
import { canonical, createIdentifiers, type Identifiers } from './identifiers.js'
import { createKeptNames } from './kept-names.js'
import { createRuns } from './kept-runs.js'
import { ADDRESSES, isListed, key, prepare, type Search, SHORT } from './residue-search.js'
import { createWordSearch, isPart, type WordSearch } from './word-search.js'

const NONE = { internal: 0, partner: 0, research: 0, public: 0 }

/**
 * Where a hit lies: in an address, in what a keyed transform wrote, in few bytes that are kept and
 * others that a transform wrote (also in those of a group's address that stay), across a checksum,
 * which is made anew from what leaves, or in bytes that are kept.
 */
type Where = 'address' | 'written' | 'mixed' | 'checksum' | 'kept'

/** Addresses of groups: a part of them is the same in every network, and stays. */
const isGroup = (type: string, first: number): boolean =>
  (type === 'eui48' && (first & 1) === 1) ||
  (type === 'ipv4' && first >= 224) ||
  (type === 'ipv6' && first === 0xff)

/** Judges by the fields a hit touches; a whole address field is told apart from a part of one. */
function whereIs(f: Frame, from: number, end: number, rules: readonly FieldRule[]): Where {
  let written = false
  let kept = 0
  let derived = false
  let group = false
  for (const { field, at, end: stop } of touched(f, from, end)) {
    const { type, kind } = fieldTable[field]
    if (at === from && stop === end && ADDRESSES.has(type)) return 'address'
    const { transform } = rules[field]
    if (kind === 'derived') derived = true
    if (isGroup(type, f.b[at]) && (at > from || stop < end)) group = true
    if (transform !== 'keep' && transform !== 'suppress') written = true
    else kept += Math.min(stop, end) - Math.max(at, from)
  }
  if (derived) return 'checksum'
  if (!written) return 'kept'
  return kept === 0 && !group ? 'written' : kept <= SHORT ? 'mixed' : 'kept'
}

/** Structure is made of small numbers: lengths of labels, types, classes, counts. */
const SMALL = 64

/** Whether a hit is small numbers alone, in fields of structure, where no identifier stands. */
function isStructure(f: Frame, from: number, end: number): boolean {
  for (let i = from; i < end; i++) if (f.b[i] >= SMALL) return false
  const fields = touched(f, from, end)
  const covers = fields.reduce((n, t) => n + Math.min(t.end, end) - Math.max(t.at, from), 0)
  return covers === end - from && fields.every((t) => fieldTable[t.field].kind === 'structure')
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
  readonly long: Map<number, number>
  /** hits in what the owner says of the release */
  readonly said: Map<number, number>
  /** where the first of these lie, addresses in fields of addresses, and those in kept bytes */
  readonly places: HitPlaces
  readonly inFields: HitPlaces
  readonly inKept: HitPlaces
  short: number
  decoys: number
  explained: number
  /** words that are in the vocabulary of free text, and short numbers with zeros in them */
  listed: number
  written: number
  /** of packets, and of the files of other layers */
  bytes: number
  others: number
}

const rounded = (x: number): number => Math.round(x * 1000) / 1000

function conclude(context: AuditContext, search: Search, met: Identifiers, c: Counted): Finding {
  const sum = (m: ReadonlyMap<number, number>) => [...m.values()].reduce((a, b) => a + b, 0)
  const rate = Math.max(c.decoys, (c.bytes * search.shorts) / 2 ** 32)
  const inKept = search.ipv4.inKept()
  const inFields = search.ipv4.inFields()
  const byChance =
    (c.short > chanceMax(rate) ? c.short : 0) +
    (inKept.beyond ? inKept.places : 0) +
    (search.sampled && inFields.beyond ? inFields.places : 0)
  const notes = Object.entries(met.counts())
    .filter(([, n]) => n.kept < n.met)
    .map(([type, n]) => `${type}: a sample of ${n.kept} values was searched`)
  notes.push(...c.places.lines())
  if (!search.sampled || inFields.beyond) notes.push(...c.inFields.lines())
  if (inKept.beyond) notes.push(...c.inKept.lines())
  for (const owner of c.said.keys()) {
    const { type } = search.list[owner]
    notes.unshift(`a value of type ${type} stands in the name, description, purpose or licence`)
  }
  const beyond = sum(c.long) + (search.sampled ? 0 : inFields.places)
  return countFinding(residue, context, {
    measure: 'original identifiers found in the output',
    value: beyond + sum(c.said) + byChance + search.unmoved,
    arms: {
      'values searched': search.list.length,
      'forms searched': search.needles.count,
      'values their rule leaves as they are': search.fixed,
      'bytes searched': c.bytes + c.others,
      'found beyond chance': beyond,
      'decoys of IPv4 addresses': search.ipv4.decoys,
      'IPv4 addresses in kept bytes': inKept.different,
      'places of them': inKept.places,
      'expected by chance': rounded(inKept.expected),
      'decoys in kept bytes': inKept.decoys,
      ...(search.sampled
        ? {
            'IPv4 addresses in fields of addresses': inFields.different,
            'expected there by chance': rounded(inFields.expected),
          }
        : {}),
      'short forms in kept bytes': c.short,
      'expected of them by chance': rounded(rate),
      'in what a transform wrote, or across a checksum': c.written,
      'pseudonyms of other values': c.explained,
      'words and numbers that everybody has': c.listed,
    },
    notes,
  })
}

/**
 * Whether a name in bytes that a transform wrote is the work of chance: it ends a pseudonym (of a
 * thousand `k7wp.com` one ends in `wp.com`), or begins with the pseudonym of another label.
 */
function isByChance(
  s: Search,
  owner: number,
  b: Uint8Array,
  from: number,
  length: number,
): boolean {
  if (owner < 0 || s.list[owner].type !== 'name') return false
  const end = from + length
  const dot = firstOf(b, 0x2e, from, end)
  return isPart(b, from, end, true) || (dot > 0 && s.labels.has(key(b.subarray(from, dot))))
}

/** Whether a name in labels lies where a transform wrote some: it is the pseudonym of another. */
function isOtherName(f: Frame, from: number, end: number, rules: readonly FieldRule[]): boolean {
  const wrote = (field: number): boolean =>
    rules[field].transform !== 'keep' && rules[field].transform !== 'suppress'
  return areLabels(f.b, from, end) && touched(f, from, end).some(({ field }) => wrote(field))
}

const valueOf = (s: Search, owner: number): string => `a value of type ${s.list[owner].type}`
const IPV4 = 'a value of type ipv4'

/** What the bytes of a needle are, wherever they are found. */
const UNKNOWN = 0
const PSEUDONYM = 1
const LISTED = 2
const NEITHER = 3

/** Tells what needles are; each is looked at once. */
function createNature(search: Search) {
  const known = new Uint8Array(search.needles.count)
  return (needle: number, b: Uint8Array, from: number, length: number): number => {
    if (known[needle] === UNKNOWN) {
      if (search.isImage(canonical(b.subarray(from, from + length)))) known[needle] = PSEUDONYM
      else known[needle] = isListed(b, from, length) ? LISTED : NEITHER
    }
    return known[needle]
  }
}

/** Takes released frames apart for what must not be in them. */
function createFrameSearch(rules: readonly FieldRule[], search: Search, c: Counted) {
  const runs = createRuns(rules)
  const nature = createNature(search)
  const names = createKeptNames(rules, search.list)
  let frame: Frame | undefined
  const hit = (owner: number, from: number, length: number, needle: number): void => {
    if (frame === undefined) return
    const { b } = frame
    const is = nature(needle, b, from, length)
    if (is === PSEUDONYM) {
      c.explained++
      return
    }
    if (is === LISTED && !isField(frame, from, from + length, ADDRESSES)) {
      c.listed++
      return
    }
    const isLong = length > SHORT
    const where = whereIs(frame, from, from + length, rules)
    if (where !== 'address' && isStructure(frame, from, from + length)) c.listed++
    else if (where === 'checksum' || where === 'mixed') c.written++
    else if (isLong && isOtherName(frame, from, from + length, rules)) c.written++
    else if (where === 'written' && (!isLong || isByChance(search, owner, b, from, length)))
      c.written++
    else if (owner < 0) {
      if (where === 'kept') c.decoys++
    } else if (where === 'kept' && !isLong) c.short++
    else {
      c.long.set(owner, (c.long.get(owner) ?? 0) + 1)
      c.places.add(valueOf(search, owner), fieldsAt(frame, from, from + length))
    }
  }
  const isPseudonym = (b: Uint8Array, at: number): boolean => {
    if (!search.isImage4(b, at)) return false
    c.explained++
    return true
  }
  const isChance = (b: Uint8Array, at: number, isAddress: boolean): boolean => {
    if (isPseudonym(b, at)) return true
    if (isListed(b, at, 4)) {
      c.listed++
      return true
    }
    if (isAddress && frame !== undefined) c.inKept.add(IPV4, fieldsAt(frame, at, at + 4))
    return false
  }
  const onIpv4 = (f: Frame, at: number): void => {
    if (search.ipv4.field(f.b, at, isPseudonym)) c.inFields.add(IPV4, fieldsAt(f, at, at + 4))
  }
  const onRun = (f: Frame, at: number, end: number): void =>
    search.ipv4.kept(f.b, at, end, isChance)
  // a name that was found as it stands is counted already
  const onName = (f: Frame, owner: number, at: number, end: number): void => {
    if (c.long.has(owner)) return
    c.long.set(owner, 1)
    c.places.add(valueOf(search, owner), fieldsAt(f, at, end))
  }
  return (f: Frame): void => {
    frame = f
    c.bytes += f.end - f.at
    search.needles.scan(f.b, f.at, f.end, hit)
    names(f, onName)
    runs(f, onIpv4, onRun)
  }
}

/** Searches texts, which have no fields to judge by: hits by owner go to `found`. */
function createTextSearch(s: Search, c: Counted, found: Map<number, number>): WordSearch {
  return createWordSearch(s.needles, (owner, b, from, length, place) => {
    // Few bytes occur by chance.
    if (owner < 0 || length < SHORT) return
    // A word that everybody has leaves by rule, whoever is called so.
    if (isListed(b, from, length)) {
      c.listed++
      return
    }
    // Of thousands of pseudonyms of two letters one makes `~en-gb` of `de-gb`.
    if (length <= SHORT && from > 0 && b[from - 1] === TOKEN) {
      c.written++
      return
    }
    const value = canonical(b.subarray(from, from + length))
    // Where not all pseudonyms are known, what fields of packets hold is judged there.
    const isJudged = s.sampled && value.length === 4 && s.ipv4.isInFields(value, 0)
    if (isJudged || s.isImage(value)) c.explained++
    else {
      found.set(owner, (found.get(owner) ?? 0) + 1)
      if (found === c.long) c.places.add(valueOf(s, owner), placeOfText(place, b, from))
    }
  })
}

const none = { short: 0, decoys: 0, explained: 0, listed: 0, written: 0, bytes: 0, others: 0 }

/**
 * Claim `nothing-met-remains`: no original identifier is in the output, in binary, reversed, text,
 * hex, percent or base64 form, nor a name in the labels of DNS. Values of six bytes and more must
 * not occur at all, nor an original in a field of addresses. IPv4 addresses in binary are four
 * bytes, which occur by chance in other bytes: those that are kept are searched for decoys as well,
 * many for each address, and no more addresses may be found than decoys let expect, nor one of them
 * more often. A hit that is the pseudonym of another value is settled by recomputing: it is in the
 * table of pseudonyms made in this run. Bytes of which a keyed transform wrote some are no
 * identifier that was left, unless six and more of them are kept; nor are types and lengths, small
 * numbers in fields of structure. Which bytes those are is read off a cut frame as if zeros stood
 * where it was cut; in texts it is five bytes behind the mark of a pseudonym. What was met in one
 * layer is searched in all of them.
 */
export const residue: Check = {
  name: 'residue',
  version: 5,
  question: 'is any address, name or identifier of the input still in the output, in any form?',
  reproducible: 'owner',
  limits: NONE,
  open(context: AuditContext): Auditor {
    const identifiers = createIdentifiers(context.rules)
    const counted: Counted = {
      ...none,
      long: new Map(),
      said: new Map(),
      places: createHitPlaces(),
      inFields: createHitPlaces(),
      inKept: createHitPlaces(),
    }
    const asWhole = createWholeReading()
    let search: Search | undefined
    let words: WordSearch | undefined
    let frames: ((f: Frame) => void) | undefined
    const prepared = (): Search => {
      search ??= prepare(identifiers, context.seed)
      return search
    }
    return {
      value: identifiers.value,
      other(chunk, offset, place) {
        words ??= createTextSearch(prepared(), counted, counted.long)
        counted.others += chunk.length
        words.push(chunk, offset, place)
      },
      said(text) {
        const inWords = createTextSearch(prepared(), counted, counted.said)
        inWords.push(text, 0)
        inWords.end()
      },
      before: identifiers.before,
      after: identifiers.after,
      sampledBefore: identifiers.before,
      sampledAfter: identifiers.after,
      released(f, _facts, linkType) {
        frames ??= createFrameSearch(context.rules, prepared(), counted)
        frames(asWhole(f, linkType))
      },
      finish() {
        words?.end()
        return conclude(context, prepared(), identifiers, counted)
      },
    }
  },
}
