/**
 * Frames written by hand, with the field of every byte: `frames/*.txt`. A frame begins with a line
 * `== NAME`, then `link-type N`, then one line for each field: its name and its bytes.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dissect, reset } from '../../src/wire/dissect.js'
import { fieldTable, spanTable } from '../../src/wire/fields.js'
import { createFrame, type Frame, SPAN } from '../../src/wire/frame.js'
import { weirds } from '../../src/wire/weird.js'

/** A frame and what its bytes are. */
export interface AnnotatedFrame {
  readonly file: string
  readonly name: string
  readonly linkType: number
  readonly fields: readonly (readonly [field: string, hex: string])[]
}

const folder = new URL('./frames/', import.meta.url)

function parse(file: string, text: string): AnnotatedFrame[] {
  return text
    .split(/^== /m)
    .slice(1)
    .map((block) => {
      const [name, ...lines] = block.trim().split('\n')
      const pairs = lines.map((line) => line.trim().split(' ') as [string, string])
      const [[key, linkType], ...fields] = pairs
      if (key !== 'link-type') throw new Error(`${file}: ${name} begins with no link-type`)
      return { file, name, linkType: Number(linkType), fields }
    })
}

/** Every annotated frame. */
export const annotatedFrames: readonly AnnotatedFrame[] = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .toSorted()
  .flatMap((file) => parse(file, readFileSync(new URL(file, folder), 'utf8')))

/** The bytes of an annotated frame in hexadecimal. */
export function hexOfFrame(frame: AnnotatedFrame): string {
  return frame.fields.map(([, hex]) => hex).join('')
}

/** The fields that the spans of a frame name, in order, as `[name, bytes in hexadecimal]`. */
export function fieldsOf(f: Frame): [string, string][] {
  const out: [string, string][] = []
  for (let i = 0; i < f.n * SPAN; i += SPAN) {
    const at = f.spans[i + 1]
    for (const part of spanTable[f.spans[i]].parts) {
      const end = part.length < 0 ? f.spans[i + 2] : at + part.at + part.length
      const bytes = Buffer.from(f.b.subarray(at + part.at, end)).toString('hex')
      out.push([fieldTable[part.field].name, bytes])
    }
  }
  return out
}

/** What a dissector said instead of taking a frame apart, in words. */
export function weirdOf(code: number): string {
  return `weird: ${weirds[-1 - code]}`
}

const frame = createFrame()

/**
 * Takes bytes apart.
 * @returns the frame, good until the next call, or the negative weird
 */
export function take(b: Uint8Array, linkType: number, wire = b.length): Frame | number {
  reset(frame, b, 0, b.length, wire)
  const r = dissect(frame, linkType)
  return r === 0 ? frame : r
}
