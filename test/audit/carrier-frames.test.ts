/**
 * `src/audit/carrier-frames.ts` is made from the annotated frames of dissectors' tests: the fewest
 * that reach every field which any of them reaches. `UPDATE=1` writes it anew.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { dissect, reset } from '../../src/wire/dissect.js'
import { fieldTable, spanTable } from '../../src/wire/fields.js'
import { createFrame, SPAN } from '../../src/wire/frame.js'
import { type Vector, vectors } from '../wire/vectors.js'
import { vectors as applications } from '../wire/vectors-applications.js'

/** Where Ethernet, IPv4 and UDP have the port of the receiver, and the ports of DNS and its kin. */
const PORT_AT = 14 + 20 + 2
const DNS = '0035'
const KIN = ['14e9', '14eb']
const FILE = new URL('../../src/audit/carrier-frames.ts', import.meta.url)

/** What DNS shares with its kin: the same frame to the port of each (RFC 6762, RFC 4795). */
function kin(v: Vector): Vector[] {
  const at = PORT_AT * 2
  if (v.linkType !== 1 || v.hex.slice(at, at + 4) !== DNS) return [v]
  const others = KIN.map((port) => ({
    ...v,
    name: `${v.name}, to port ${Number.parseInt(port, 16)}`,
    hex: v.hex.slice(0, at) + port + v.hex.slice(at + 4),
  }))
  return [v, ...others]
}

/** The fields of a frame that a policy may rule. */
function fieldsOf(v: Vector): Set<number> {
  const b = Uint8Array.from(Buffer.from(v.hex, 'hex'))
  const f = createFrame()
  reset(f, b, 0, b.length, b.length)
  const found = new Set<number>()
  if (dissect(f, v.linkType) < 0) return found
  for (let i = 0; i < f.n * SPAN; i += SPAN) {
    for (const p of spanTable[f.spans[i]].parts) {
      const { kind } = fieldTable[p.field]
      if (kind !== 'structure' && kind !== 'derived') found.add(p.field)
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
    const one = `    hex: '${v.hex}',`
    const hex = parts.map((p) => `      '${p}'`).join(' +\n')
    const name = JSON.stringify(v.name).replaceAll("'", '’').replaceAll('"', "'")
    // As the formatter has it: on one line where that fits.
    const last = parts.length === 1 && one.length <= 100 ? one : `    hex:\n${hex},`
    return `  {\n    name: ${name},\n    linkType: ${v.linkType},\n${last}\n  },`
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
  it('are the frames that cover the vectors of all dissectors (else: UPDATE=1)', () => {
    const names = new Set<string>()
    const all = [...vectors, ...applications].filter((v) => !names.has(v.name) && names.add(v.name))
    const text = source(cover(all.flatMap(kin)))
    if (process.env.UPDATE) writeFileSync(FILE, text)
    expect(squeeze(readFileSync(FILE, 'utf8'))).toBe(squeeze(text))
  })
})
