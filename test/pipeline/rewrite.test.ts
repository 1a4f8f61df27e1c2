/** Of each flow of a frame, the offsets are looked up once, however many fields move by them. */
import { expect, it } from 'vitest'
import type { FlowOffsets } from '../../src/keys/flow-offsets.js'
import { createKeyring } from '../../src/keys/keyring.js'
import { createEpochs } from '../../src/pipeline/epochs.js'
import { rewrite } from '../../src/pipeline/rewrite.js'
import { dissect, reset } from '../../src/wire/dissect.js'
import { createFrame, SPAN } from '../../src/wire/frame.js'
import { all, policyFor } from './records.js'

it('rewrite resolves each flow of a frame that a field moves by, and each once', () => {
  const epochs = createEpochs(policyFor('partner', 'zero'), 0, () => {
    return createKeyring(new Uint8Array(32).fill(7))
  })
  const { program, flows } = epochs.program(0)
  const f = createFrame()
  let shared = 0
  for (const { bytes, linkType } of all) {
    reset(f, bytes, 0, bytes.length, bytes.length)
    if (dissect(f, linkType) < 0) continue
    const moved = Array.from({ length: f.n }, (_, i) => i * SPAN)
      .filter((i) => program.byFlow[f.spans[i]] !== 0 && f.spans[i + 3] >= 0)
      .map((i) => f.spans[i + 3])
    const resolved: number[] = []
    const counting: FlowOffsets = {
      resolve(g, n) {
        resolved.push(n)
        flows.resolve(g, n)
      },
    }
    rewrite(f, program, counting)
    expect(resolved.toSorted()).toEqual([...new Set(moved)].toSorted())
    if (moved.length > resolved.length) shared++
  }
  expect(shared).toBeGreaterThan(5)
})
