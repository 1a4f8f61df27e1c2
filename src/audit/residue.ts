/** Does anything that was met in the input turn up again in the output, in any form? */
import { createHash } from 'node:crypto'
import type { Frame } from '../wire/frame.js'
import { type AuditContext, type Auditor, type Check, countFinding } from './check.js'
import { identifierForms } from './encodings.js'
import { createIdentifiers, type Identifier, type Identifiers } from './identifiers.js'
import { createNeedles, type Needles } from './needles.js'

const NONE = { internal: 0, partner: 0, research: 0, public: 0 }
const SHORT = 5

interface Search {
  readonly needles: Needles
  readonly list: readonly Identifier[]
  readonly images: ReadonlySet<string>
  fixed: number
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
  for (const v of all) {
    // A value that its own rule maps onto itself (a public suffix, a well-known group) leaves by rule.
    if (key(v.image) === key(v.bytes) || v.image.length > 0 && unchangedName(v)) {
      fixed++
      continue
    }
    for (const form of identifierForms(v.type, v.bytes)) needles.add(form, list.length)
    const d = decoy(v, seed, met)
    if (d !== undefined) {
      for (const form of identifierForms(v.type, d)) needles.add(form, -1 - list.length)
    }
    list.push(v)
  }
  return { needles, list, images, fixed }
}

/** A name whose first label stayed as it was. */
function unchangedName(v: Identifier): boolean {
  if (v.type !== 'name') return false
  const label = v.bytes.subarray(0, v.image.length)
  return key(label).toLowerCase() === key(v.image).toLowerCase()
}

/** The least count that chance alone exceeds with a probability under one in a thousand (Poisson). */
function chanceMax(rate: number): number {
  let term = Math.exp(-rate)
  let sum = term
  let k = 0
  while (sum < 0.999 && k < 10000) {
    k++
    term *= rate / k
    sum += term
  }
  return k
}

/**
 * Claim `nothing-met-remains`: no original identifier is in the output, in binary, reversed, text,
 * hex, percent or base64 form. Values of six bytes and more must not occur at all. IPv4 addresses in
 * binary are four bytes, which occur by chance: their count is judged against that of decoys and of
 * chance. A hit that is the pseudonym of another value is settled by recomputing: it is in the table
 * of pseudonyms made in this run.
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
    let decoys = 0
    let explained = 0
    let bytes = 0
    let frame: Frame | undefined
    const hit = (owner: number, from: number, length: number): void => {
      if (search === undefined || frame === undefined) return
      const found = key(frame.b.subarray(from, from + length))
      if (search.images.has(found)) {
        explained++
        return
      }
      if (owner < 0) {
        if (length <= SHORT) decoys++
        return
      }
      const table = length <= SHORT ? short : long
      table.set(owner, (table.get(owner) ?? 0) + 1)
    }
    return {
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
        const sum = (m: Map<number, number>) => [...m.values()].reduce((a, b) => a + b, 0)
        const four = search.list.filter((v) => v.bytes.length === 4).length
        const rate = Math.max(decoys, (bytes * four * 2) / 2 ** 32)
        const excess = sum(short) > chanceMax(rate) ? sum(short) : 0
        const notes = Object.entries(identifiers.counts())
          .filter(([, c]) => c.kept < c.met)
          .map(([type, c]) => `${type}: a sample of ${c.kept} values was searched`)
        for (const [owner, n] of [...long].slice(0, 20)) {
          notes.push(`a value of type ${search.list[owner].type} occurs ${n} times`)
        }
        return countFinding(residue, context, {
          measure: 'original identifiers found in the output',
          value: sum(long) + excess,
          arms: {
            'values searched': search.list.length,
            'forms searched': search.needles.count,
            'values their rule leaves as they are': search.fixed,
            'bytes searched': bytes,
            'found, six bytes and more': sum(long),
            'found, four bytes': sum(short),
            'expected by chance': Math.round(rate * 1000) / 1000,
            'decoys found': decoys,
            'pseudonyms of other values': explained,
          },
          notes,
        })
      },
    }
  },
}
