/**
 * `src/audit/carrier-frames.ts` is made from the annotated frames of dissectors' tests: the fewest
 * that reach every field which any of them reaches. `UPDATE=1` writes it anew.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dissect, reset } from '../../src/wire/dissect.js'
import { spanTable } from '../../src/wire/fields.js'
import { createFrame, SPAN } from '../../src/wire/frame.js'
import { type Vector, vectors } from '../wire/vectors.js'
import { vectors as applications } from '../wire/vectors-applications.js'

const FILE = new URL('../../src/audit/carrier-frames.ts', import.meta.url)

/** The fields of a frame; those of fewer than four bytes too, to prefer long frames no more. */
function fieldsOf(v: Vector): Set<number> {
  const b = Uint8Array.from(Buffer.from(v.hex, 'hex'))
  const f = createFrame()
  reset(f, b, 0, b.length, b.length)
  const found = new Set<number>()
  if (dissect(f, v.linkType) < 0) return found
  for (let i = 0; i < f.n * SPAN; i += SPAN) {
    for (const p of spanTable[f.spans[i]].parts) {
      const n = p.length < 0 ? f.spans[i + 2] - f.spans[i + 1] : p.length
      if (n >= 4) found.add(p.field)
    }
  }
  return found
}

function cover(all: readonly Vector[]): Vector[] {
  const left = all.map((v) => ({ v, fields: fieldsOf(v) })).filter((x) => x.v.hex.length < 3000)
  const done = new Set<number>()
  const chosen: Vector[] = []
  for (;;) {
    let best = left[0]
    let gain = 0
    for (const x of left) {
      const g = [...x.fields].filter((f) => !done.has(f)).length
      if (g > gain) {
        best = x
        gain = g
      }
    }
    if (gain === 0) return chosen
    chosen.push(best.v)
    for (const f of best.fields) done.add(f)
  }
}

function source(list: readonly Vector[]): string {
  const rows = list.map((v) => {
    const parts = v.hex.match(/.{1,84}/g) ?? []
    const hex = parts.map((p) => `      '${p}'`).join(' +\n')
    const name = JSON.stringify(v.name).replaceAll("'", '’').replaceAll('"', "'")
    const members = [`name: ${name}`, `linkType: ${v.linkType}`, `hex:\n${hex}`]
    return `  {\n${members.map((m) => `    ${m},\n`).join('')}  },`
  })
  return `/**
 * Frames that carry every field the project's own vectors reach, for planting canaries. Made by
 * test/audit/carrier-frames.test.ts (UPDATE=1) from the annotated frames of the dissectors' tests.
 */

/** A frame into whose fields marks are planted. */
export interface CarrierFrame {
  readonly name: string
  readonly linkType: number
  readonly hex: string
}

/** The fewest frames that reach every field. */
export const carriers: readonly CarrierFrame[] = [
${rows.join('\n')}
]
`
}

const squeeze = (text: string): string => text.replace(/\s+|'|"/g, '')

describe('carriers', () => {
  it('are the frames that cover the vectors of all dissectors', () => {
    const names = new Set<string>()
    const all = [...vectors, ...applications].filter((v) => !names.has(v.name) && names.add(v.name))
    const text = source(cover(all))
    if (process.env.UPDATE) writeFileSync(FILE, text)
    expect(squeeze(readFileSync(FILE, 'utf8'))).toBe(squeeze(text))
  })
})
