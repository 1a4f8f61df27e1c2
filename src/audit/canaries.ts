/** If a secret stood in this field, would it come out? Tried for every field that has a carrier. */
import { createHash } from 'node:crypto'
import { rewrite } from '../pipeline/rewrite.js'
import { dissect, reset } from '../wire/dissect.js'
import { fieldTable, spanTable } from '../wire/fields.js'
import { createFrame, type Frame, SPAN } from '../wire/frame.js'
import { carriers } from './carrier-frames.js'
import { type AuditContext, type Check, countFinding, type Finding } from './check.js'
import { encodings } from './encodings.js'

const NONE = { internal: 0, partner: 0, research: 0, public: 0 }
const SHORTEST = 4
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const DIGITS = '0123456789abcdef'
const TEXTS = new Set(['text', 'label', 'hostname'])

interface Place {
  readonly field: number
  readonly at: number
  readonly end: number
}

/** Where the fields of a frame lie that a rule of the policy changes. */
function places(f: Frame, context: AuditContext): Place[] {
  const list: Place[] = []
  for (let i = 0; i < f.n * SPAN; i += SPAN) {
    for (const { field, at, length } of spanTable[f.spans[i]].parts) {
      if (context.rules[field].transform === 'keep') continue
      const from = f.spans[i + 1] + at
      const end = length < 0 ? f.spans[i + 2] : from + length
      if (end - from >= SHORTEST) list.push({ field, at: from, end })
    }
  }
  return list
}

/**
 * A mark for a field: letters in text, digits in hexadecimal, else random bytes that keep the value
 * in an ordinary class.
 */
function mark(type: string, was: Uint8Array, seed: string): Uint8Array {
  const out = new Uint8Array(was.length)
  for (let at = 0; at < out.length; at += 32) {
    const d = createHash('sha256').update(`${seed}/${at}`).digest()
    for (let i = 0; i < 32 && at + i < out.length; i++) out[at + i] = d[i]
  }
  if (TEXTS.has(type)) return out.map((v) => LETTERS.charCodeAt(v % 26))
  if (type === 'hex') return out.map((v) => DIGITS.charCodeAt(v % 16))
  if (type === 'ipv4') out[0] = 45
  if (type === 'ipv6') out.set([0x26, 0x07], 0)
  if (type === 'eui48' || type === 'eui64') out[0] &= 0xfc
  return out
}

function seen(f: Frame, place: Place): boolean {
  for (let i = 0; i < f.n * SPAN; i += SPAN) {
    for (const { field, at, length } of spanTable[f.spans[i]].parts) {
      const from = f.spans[i + 1] + at
      if (field !== place.field || from !== place.at) continue
      if ((length < 0 ? f.spans[i + 2] : from + length) === place.end) return true
    }
  }
  return false
}

function leaks(f: Frame, end: number, value: Uint8Array): boolean {
  const out = Buffer.from(f.b.buffer, f.b.byteOffset + f.at, end - f.at)
  return encodings(value).some(({ bytes }) => out.indexOf(bytes) >= 0)
}

interface Tally {
  planted: number
  seen: number
  found: number
  readonly fields: Set<number>
  readonly leaking: Set<string>
}

function plant(linkType: number, bytes: Uint8Array, context: AuditContext, t: Tally): void {
  const own = context.own
  if (own === undefined) return
  const f = createFrame()
  reset(f, bytes.slice(), 0, bytes.length, bytes.length)
  if (dissect(f, linkType) < 0) return
  for (const place of places(f, context)) {
    const { name, type } = fieldTable[place.field]
    const value = mark(type, bytes.subarray(place.at, place.end), `${context.seed}/${name}`)
    const b = bytes.slice()
    b.set(value, place.at)
    t.planted++
    reset(f, b, 0, b.length, b.length)
    if (dissect(f, linkType) < 0 || !seen(f, place)) continue
    t.seen++
    t.fields.add(place.field)
    const end = rewrite(f, own.program, own.flows)
    if (!leaks(f, end, value)) continue
    t.found++
    t.leaking.add(name)
  }
}

/** Fields a canary ought to reach: ruled ones that can hold four bytes. */
function reachable(context: AuditContext): number {
  return fieldTable.filter(
    (field) =>
      field.kind !== 'structure' &&
      field.kind !== 'derived' &&
      context.rules[field.id].transform !== 'keep' &&
      field.type !== 'record-time' &&
      field.type !== 'port',
  ).length
}

/**
 * Claim `canaries-stay-in`: a mark planted in any field that a rule changes is not found in the
 * rewritten frame, in eight encodings. The frames are the project's own carriers, one or more for
 * each protocol; they go through the same compiled policy as the input and never into the release.
 */
export const canaries: Check = {
  name: 'canaries',
  version: 1,
  question: 'does a secret planted in any field of any protocol come out in any form?',
  reproducible: 'owner',
  limits: NONE,
  open(context) {
    return {
      finish(): Finding {
        const t: Tally = { planted: 0, seen: 0, found: 0, fields: new Set(), leaking: new Set() }
        for (const { linkType, hex } of carriers) {
          plant(linkType, Uint8Array.from(Buffer.from(hex, 'hex')), context, t)
        }
        const finding = countFinding(canaries, context, {
          measure: 'planted marks found after rewriting',
          value: t.found,
          arms: {
            planted: t.planted,
            'seen before rewriting': t.seen,
            'found after': t.found,
            encodings: 8,
            'fields reached': t.fields.size,
            'fields with a rule': reachable(context),
          },
          notes: [...t.leaking].map((name) => `a mark in ${name} came out`),
        })
        // A run whose marks were not even seen before rewriting says nothing.
        const live = t.planted > 0 && t.seen >= t.planted * 0.9
        return live || finding.verdict === 'fail'
          ? finding
          : { ...finding, verdict: 'inconclusive' }
      },
    }
  },
}
