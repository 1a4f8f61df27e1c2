/** What every transform promises, for every type of field it accepts. */
import { describe, expect, it } from 'vitest'
import { findTransform, transforms } from '../../src/transforms/index.js'
import { type FieldType, fieldTypes } from '../../src/wire/fields.js'
import { createFrame, type Frame } from '../../src/wire/frame.js'
import { keyring } from '../keys/keyrings.js'

/** Arguments for those that need some. */
const ARGS: Record<string, Record<string, unknown>> = {
  constant: { value: '0x1122' },
  truncate: { bits: 5 },
  round: { to: '1s' },
  generalise: { log: 2 },
  prefix: { v4: 24, v6: 48 },
}
/** The lengths a field of a type has, and some that a broken frame could bring. */
const SIZES: Partial<Record<FieldType, readonly number[]>> = {
  ipv4: [4, 3],
  ipv6: [16, 5],
  eui48: [6, 2],
  eui64: [8, 7],
  port: [2, 1],
  ntp64: [8, 3],
  unix32: [4, 2],
  'flow-id': [2, 4, 3],
  uint: [1, 2, 3, 4, 8, 20],
}
const AT = 40

/** A frame with a flow, a name in the scratch, and bytes that follow from a seed. */
function frameOf(seed: number, size: number): Frame {
  const f = createFrame()
  f.b = Uint8Array.from(
    { length: AT + size + 40 },
    (_, i) => (i * 73 + seed * 151 + (i >>> 3)) & 255,
  )
  f.end = f.b.length
  f.flows = 1
  f.flow.set([0, 4, 4, 8, 6])
  f.flowValues.fill(0x1234567 * (seed + 1))
  const name = Buffer.from(`${'n'.repeat(Math.min(size, 60))}.example.org`)
  f.scratch.set([0, name.length, ...name])
  f.scratchEnd = name.length + 2
  return f
}

describe.each(transforms.map((t) => [t.name, t] as const))('%s', (name, t) => {
  const args = ARGS[name] ?? {}
  const types = t.accepts.filter((type) => type !== 'record-time')
  it('says what it reveals, and is found by its name', () => {
    expect(t.reveals.length).toBeGreaterThan(10)
    expect(findTransform(name)).toBe(t)
    for (const type of t.accepts) expect(fieldTypes).toContain(type)
  })
  it('takes its arguments and no others', () => {
    expect(t.args.safeParse(args).success).toBe(true)
    expect(t.args.safeParse({ ...args, unheard: 1 }).success).toBe(false)
  })
  it('changes record times exactly where it accepts them', () => {
    expect(t.buildTime !== undefined).toBe(t.accepts.includes('record-time'))
    const map = t.buildTime?.(args, keyring(1))
    if (map) expect(map.nanos >= 0 && map.nanos < 1e9 && map.roundNanos >= 1).toBe(true)
  })
  it.each(types)('touches no byte outside a field of type %s', (type) => {
    const apply = t.build(args, { kind: 'link', type }, keyring(1))
    for (const size of [...(SIZES[type] ?? [1, 2, 7, 8, 16, 17, 63]), 0]) {
      const f = frameOf(size, size)
      const before = Uint8Array.from(f.b)
      const scratch = Uint8Array.from(f.scratch.subarray(0, 200))
      apply?.(f, AT, AT + size, 0)
      expect([...f.b.subarray(0, AT)]).toEqual([...before.subarray(0, AT)])
      expect([...f.b.subarray(AT + size)]).toEqual([...before.subarray(AT + size)])
      expect(f.b.length).toBe(before.length)
      expect([...f.scratch.subarray(0, 200)]).toEqual([...scratch])
    }
  })
  it.each(types)('maps a field of type %s by key, arguments and record alone', (type) => {
    const target = { kind: 'link', type } as const
    const first = t.build(args, target, keyring(1))
    const second = t.build(args, target, keyring(1))
    const sizes = SIZES[type] ?? [1, 4, 9, 30]
    // The second one has seen other records before, in another order.
    for (let seed = 90; seed > 50; seed--) second?.(frameOf(seed, sizes[0]), AT, AT + sizes[0], 0)
    for (const size of sizes) {
      for (let seed = 0; seed < 20; seed++) {
        const [a, b] = [frameOf(seed, size), frameOf(seed, size)]
        first?.(a, AT, AT + size, 0)
        second?.(b, AT, AT + size, 0)
        expect([...a.b]).toEqual([...b.b])
      }
    }
  })
})

describe.each(['suppress', 'constant', 'filler'])('%s', (name) => {
  it.each(fieldTypes.filter((t) => t !== 'record-time'))('leaves nothing of type %s', (type) => {
    const apply = findTransform(name)?.build(
      ARGS[name] ?? {},
      { kind: 'content', type },
      keyring(1),
    )
    for (const size of [1, 4, 16, 47, 48, 49, 300]) {
      const [a, b] = [frameOf(1, size), frameOf(2, size)]
      apply?.(a, AT, AT + size, 0)
      apply?.(b, AT, AT + size, 0)
      expect([...a.b.subarray(AT, AT + size)]).toEqual([...b.b.subarray(AT, AT + size)])
    }
  })
})
