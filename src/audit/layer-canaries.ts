/** If a secret stood in a record outside of packets, wherever there is text, would it come out? */
import { createHash } from 'node:crypto'
import { layers } from '../layers/index.js'
import type { Layer } from '../layers/layer.js'
import type { Values } from '../wire/values.js'
import { type Check, countFinding } from './check.js'
import { encodings } from './encodings.js'

const NONE = { internal: 0, partner: 0, research: 0, public: 0 }

/** Marks of each form: the first goes everywhere, the others where it came out. */
const MARKS = 8

/** A mark as people would write a value of some form, and the part of it that must not come out. */
interface Mark {
  readonly form: string
  readonly text: string
  readonly core: string
}

function marksOf(seed: string): Mark[] {
  const d = createHash('sha256').update(`${seed}/layer-canaries`).digest()
  // The first letter stands in no code of a list: a history of Zeek may leave, and would be a find.
  const letters = Array.from(d.subarray(0, 10), (v, i) =>
    i === 0 ? 'jkvxz'[v % 5] : 'bcdfghjklmnpqrstvwxz'[v % 20],
  ).join('')
  const digits = Array.from(d.subarray(10, 22), (v) => String((v % 9) + 1)).join('')
  const address = `45.${d[22]}.${d[23]}.${(d[24] % 200) + 20}`
  const host = `${letters}.com`
  return [
    { form: 'word', text: letters, core: letters },
    { form: 'name', text: `Mr ${letters.toUpperCase()}`, core: letters.toUpperCase() },
    { form: 'e-mail', text: `${letters}@example.org`, core: letters },
    { form: 'host', text: host, core: letters },
    { form: 'URL', text: `https://u:p@${host}:8443/a/${letters}?k=${letters}`, core: letters },
    { form: 'path', text: `/home/${letters}/x.txt`, core: letters },
    { form: 'sentence', text: `user ${letters} failed (id=${digits})`, core: letters },
    { form: 'number', text: digits, core: digits },
    { form: 'address', text: address, core: address },
    { form: 'statement', text: `SELECT * FROM t WHERE a = '${letters}'`, core: letters },
    { form: 'JSON', text: `{"user":"${letters}","n":${digits}}`, core: letters },
  ]
}

/** What a layer makes of an input. */
function rewritten(layer: Layer, format: string, input: Uint8Array, values: Values): Buffer {
  const parts: Buffer[] = []
  const run = layer.open(format, {
    valuesAt: () => values,
    write: (b, at, end) => void parts.push(Buffer.from(b.subarray(at, end))),
  })
  run.push(input)
  run.end()
  return Buffer.concat(parts)
}

/** How often `needle` is in `b`. */
function count(b: Buffer, needle: Uint8Array): number {
  let n = 0
  for (let at = b.indexOf(needle); at >= 0; at = b.indexOf(needle, at + 1)) n++
  return n
}

/** What came of the marks. */
interface Tally {
  seen: number
  found: number
  written: number
  readonly notes: string[]
}

/** How often a mark is in bytes, in any encoding. */
function hitsOf({ core }: Mark, b: Buffer): number {
  return encodings(Buffer.from(core)).reduce((n, e) => n + count(b, e.bytes), 0)
}

/**
 * Plants the first mark in every carrier of the layers, and looks for it in what they write. It may
 * be there by chance: then none of the others is, in its place.
 */
function plant(marks: readonly Mark[], among: readonly Layer[], values: Values, t: Tally): void {
  const [mark, ...others] = marks
  const core = Buffer.from(mark.core)
  for (const layer of among) {
    const carriers = (m: Mark) => layer.carriers?.(Buffer.from(m.text)) ?? []
    const planted = new Map<Mark, ReturnType<typeof carriers>>()
    const alsoIn = (i: number): boolean =>
      others.some((other) => {
        const there = planted.get(other) ?? carriers(other)
        planted.set(other, there)
        const { format, bytes } = there[i]
        return hitsOf(other, rewritten(layer, format, bytes, values)) > 0
      })
    for (const [i, { format, bytes }] of carriers(mark).entries()) {
      t.seen += count(Buffer.from(bytes), core)
      const out = rewritten(layer, format, bytes, values)
      t.written += out.length
      const came = hitsOf(mark, out)
      const hits = came > 0 && alsoIn(i) ? came : 0
      t.found += hits
      if (hits > 0) t.notes.push(`${layer.name} (${format}): a ${mark.form}, ${hits} times`)
    }
  }
}

/**
 * Claim `layer-canaries-stay-in`: a mark of any of eleven forms, planted wherever records of a
 * layer have text, is not in what the layer writes, in eight encodings; a place fails when two of
 * eight marks are: one may be by chance. Carriers are made by the tables of the layer; they go
 * through the same policy and keys as the input, and never into the release. Layers that the
 * release has no records of are left out, and the finding says which were asked: nothing goes
 * through the others.
 */
export const layerCanaries: Check = {
  name: 'layer-canaries',
  version: 4,
  question: 'would a mark planted in a span, log, metric, flow or label come out?',
  reproducible: 'owner',
  limits: NONE,
  open(context) {
    const among = layers.filter(({ name }) => context.layers?.includes(name) ?? true)
    return {
      finish() {
        const t: Tally = { seen: 0, found: 0, written: 0, notes: [] }
        const { values } = context
        if (context.layers !== undefined) {
          t.notes.push(`planted in ${among.map(({ name }) => name).join(', ')}`)
        }
        if (values !== undefined) {
          const sets = Array.from({ length: MARKS }, (_, k) => marksOf(`${context.seed}/${k}`))
          for (const i of sets[0].keys()) {
            const marks = sets.map((set) => set[i])
            plant(marks, among, values, t)
          }
        }
        const finding = countFinding(layerCanaries, context, {
          measure: 'planted marks found after rewriting',
          value: t.found,
          arms: { 'planted and seen before': t.seen, 'bytes written': t.written },
          notes: t.notes,
        })
        // Nothing planted, or nothing written, says nothing.
        if (t.seen > 0 && t.written > 0) return finding
        return { ...finding, verdict: 'inconclusive' }
      },
    }
  },
}
