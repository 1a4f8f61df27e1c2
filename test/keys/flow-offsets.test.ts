/** Offsets of flows: the same for both directions, different for different flows. */
import { describe, expect, it } from 'vitest'
import { createFlowOffsets, FLOW_VALUES, FlowValue } from '../../src/keys/flow-offsets.js'
import { createFrame, type Frame } from '../../src/wire/frame.js'
import { keyring } from './keyrings.js'

/** A frame that holds the endpoints of one flow: addresses, then ports if there are any. */
function frameOf(src: number[], dst: number[], ports?: [number, number], protocol = 6): Frame {
  const f = createFrame()
  const bytes = [...src, ...dst]
  if (ports) for (const p of ports) bytes.push(p >>> 8, p & 255)
  f.b = Uint8Array.from(bytes)
  f.end = bytes.length
  f.flows = 1
  f.flow.set([0, src.length, src.length, ports ? src.length * 2 : -1, protocol])
  return f
}
const offsets = createFlowOffsets(keyring(1))
function valuesOf(f: Frame, by = offsets): number[] {
  by.resolve(f, 0)
  return [...f.flowValues.subarray(0, FLOW_VALUES)]
}
const a4 = [10, 0, 0, 1]
const b4 = [203, 0, 113, 9]
const a6 = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
const b6 = [0xfe, 0x80, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]

describe('createFlowOffsets', () => {
  it.each([
    [a4, b4],
    [a6, b6],
  ])('gives the reverse of one direction as the forward of the other', (a, b) => {
    const there = valuesOf(frameOf(a, b, [40000, 443]))
    const back = valuesOf(frameOf(b, a, [443, 40000]))
    expect(back[FlowValue.seqForward]).toBe(there[FlowValue.seqReverse])
    expect(back[FlowValue.seqReverse]).toBe(there[FlowValue.seqForward])
    expect(back[FlowValue.clockForward]).toBe(there[FlowValue.clockReverse])
    expect(back[FlowValue.idForward]).toBe(there[FlowValue.idReverse])
    expect(new Set(there).size).toBe(FLOW_VALUES)
  })
  it('differs with every part of the endpoints and with the key', () => {
    const frames = [
      frameOf(a4, b4, [1, 2]),
      frameOf(a4, b4, [2, 1]),
      frameOf(a4, b4, [1, 2], 17),
      frameOf(a4, b4),
      frameOf(a4, [203, 0, 113, 8], [1, 2]),
      ...[...b6.keys()].map((i) => frameOf(a6, b6.with(i, 99), [1, 2])),
      ...[...a6.keys()].map((i) => frameOf(a6.with(i, 99), b6, [1, 2])),
      frameOf([...a4, ...Array(12).fill(0)], [...b4, ...Array(12).fill(0)], [1, 2]),
    ]
    const all = frames.flatMap((f) => valuesOf(f))
    all.push(...valuesOf(frames[0], createFlowOffsets(keyring(2))))
    expect(new Set(all).size).toBe(all.length)
  })
  it('moves both directions alike where both ends are the same', () => {
    const v = valuesOf(frameOf(a4, a4, [7, 7]))
    expect(v[0]).toBe(v[1])
    expect(v[2]).toBe(v[3])
  })
  it('gives the same with a cache of one', () => {
    const tiny = createFlowOffsets(keyring(1), 1)
    for (let i = 0; i < 500; i++) {
      const f = frameOf(a4, [10, 0, 0, i % 17], [i % 5, 80])
      expect(valuesOf(f, tiny)).toEqual(valuesOf(f))
    }
  })
})
