/** Offsets of sequence numbers, clocks and identifications. */
import { describe, expect, it } from 'vitest'
import { createFlowOffsets } from '../../src/keys/flow-offsets.js'
import type { FieldType } from '../../src/wire/fields.js'
import { createFrame } from '../../src/wire/frame.js'
import { keyring } from '../keys/keyrings.js'
import { named } from './frames.js'

const A = [10, 0, 0, 1]
const B = [10, 0, 0, 2]

/** Moves a value of `n` bytes in a frame from `src` to `dst`. */
function moved(
  type: FieldType,
  n: 2 | 4,
  v: number,
  src: number[],
  dst: number[],
  aux = 0,
): number {
  const f = createFrame()
  f.b = Uint8Array.from([...src, ...dst, 0, 0, 0, 0])
  f.end = 12
  f.flows = 1
  f.flow.set([0, 4, 4, -1, 6])
  createFlowOffsets(keyring(1)).resolve(f, 0)
  const view = Buffer.from(f.b.buffer)
  view.writeUIntBE(v, 8, n)
  named('offset').build({}, { kind: 'link', type }, keyring(1))?.(f, 8, 8 + n, aux)
  return view.readUIntBE(8, n)
}

describe('offset', () => {
  it('keeps differences within a direction', () => {
    const first = moved('flow-seq-forward', 4, 0xfffffff0, A, B)
    const second = moved('flow-seq-forward', 4, 0x10, A, B)
    expect((second - first + 2 ** 32) % 2 ** 32).toBe(0x20)
    expect(first).not.toBe(0xfffffff0)
  })
  it('moves an acknowledgement as the sequence number it answers', () => {
    expect(moved('flow-seq-reverse', 4, 777, B, A)).toBe(moved('flow-seq-forward', 4, 777, A, B))
    expect(moved('flow-clock-reverse', 4, 777, B, A)).toBe(
      moved('flow-clock-forward', 4, 777, A, B),
    )
    expect(moved('flow-clock-forward', 4, 777, A, B)).not.toBe(
      moved('flow-seq-forward', 4, 777, A, B),
    )
  })
  it('is one to one on identifications and lets only zero be zero', () => {
    const f = createFrame()
    f.b = new Uint8Array(2)
    f.end = 2
    f.flows = 1
    f.flowValues.fill(-12345)
    const apply = named('offset').build({}, { kind: 'link', type: 'flow-id' }, keyring(1))
    const seen = new Set<number>()
    for (let v = 0; v < 65536; v++) {
      f.b[0] = v >>> 8
      f.b[1] = v
      apply?.(f, 0, 2, 0)
      const out = f.b[0] * 256 + f.b[1]
      if (v === 0 || out === 0) expect([v, out]).toEqual([0, 0])
      seen.add(out)
    }
    expect(seen.size).toBe(65536)
    for (const v of [1, 2, 0xffffffff]) expect(moved('flow-id', 4, v, A, B)).toBeGreaterThan(0)
    expect(moved('flow-id', 4, 0, A, B)).toBe(0)
  })
  it('leaves nothing of a value without a flow', () => {
    expect(moved('flow-seq-forward', 4, 12345, A, B, -1)).toBe(0)
    expect(moved('flow-id', 2, 12345, A, B, 99)).toBe(0)
  })
})
