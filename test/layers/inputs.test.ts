/** Lists of inputs: what they name, and what is said of it. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sortInputs } from '../../src/layers/inputs.js'

const recording = join(import.meta.dirname, '../../examples/shop/recording')

describe('sortInputs', () => {
  it('takes the labels that a list names with its inputs', async () => {
    const { captures, others } = await sortInputs([join(recording, 'dataset.yaml')])
    expect(captures.length).toBeGreaterThan(0)
    const labels = others.filter((o) => o.layer.name === 'labels')
    expect(labels).toMatchObject([
      { path: join(recording, 'labels', 'labels.csv'), format: 'labels-csv' },
    ])
  })
})
