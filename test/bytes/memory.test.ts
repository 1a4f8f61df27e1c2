/** What is remembered of values is exact, and room is limited. */
import { describe, expect, it } from 'vitest'
import { createMemory } from '../../src/bytes/memory.js'
import { createOutput } from '../../src/bytes/output.js'

/** What does not leave. */
const GONE = '-'

/** Asks for a text, and tells the memory what it becomes where it does not know. */
function ask(memory: ReturnType<typeof createMemory>, tag: number, s: string, becomes: string) {
  const b = Buffer.from(s)
  const out = createOutput(8)
  const known = memory.find(tag, b, 0, b.length, out)
  if (known < 0) {
    const made = Buffer.from(becomes)
    const o = { bytes: Uint8Array.from(made), n: made.length }
    memory.keep(tag, b, 0, b.length, becomes !== GONE, o, 0)
  }
  if (known === 0) return GONE
  return known === 1 ? Buffer.from(out.bytes.subarray(0, out.n)).toString() : undefined
}

describe('createMemory', () => {
  it('knows what was seen twice', () => {
    const memory = createMemory({ log2: 4, slot: 256, twice: true })
    expect(ask(memory, 9, 'alice', 'x1')).toBeUndefined()
    expect(ask(memory, 9, 'alice', 'x1')).toBeUndefined()
    expect(ask(memory, 9, 'alice', 'no')).toBe('x1')
  })

  it('knows what was seen once, where that is asked for', () => {
    const memory = createMemory({ log2: 4, slot: 128, twice: false })
    expect(ask(memory, 9, 'alice', 'x1')).toBeUndefined()
    expect(ask(memory, 9, 'alice', 'no')).toBe('x1')
  })

  it('knows what does not leave', () => {
    const memory = createMemory({ log2: 4, slot: 256, twice: true })
    for (let k = 0; k < 2; k++) expect(ask(memory, 9, 'alice', GONE)).toBeUndefined()
    expect(ask(memory, 9, 'alice', 'no')).toBe(GONE)
  })

  it('tells tags and lengths apart', () => {
    const memory = createMemory({ log2: 4, slot: 256, twice: true })
    for (let k = 0; k < 2; k++) ask(memory, 9, 'alice', 'x1')
    expect(ask(memory, 10, 'alice', 'x2')).toBeUndefined()
    expect(ask(memory, 9, 'alic', 'x3')).toBeUndefined()
    expect(ask(memory, 9, 'alice\0', 'x4')).toBeUndefined()
  })

  it('never gives what belongs to another, however full it is', () => {
    const memory = createMemory({ log2: 2, slot: 256, twice: true })
    let known = 0
    for (let k = 0; k < 5000; k++) {
      const s = `value-${(k * 7919) % 40}`
      const tag = 1 + ((k >> 3) % 3)
      const got = ask(memory, tag, s, `${tag}:${s}`)
      if (got === undefined) continue
      known++
      expect(got).toBe(`${tag}:${s}`)
    }
    expect(known).toBeGreaterThan(20)
  })

  it('leaves long texts, and what became long, alone', () => {
    const memory = createMemory({ log2: 4, slot: 256, twice: true })
    for (let k = 0; k < 3; k++) {
      expect(ask(memory, 1, 'a'.repeat(129), 'b')).toBeUndefined()
      expect(ask(memory, 1, 'short', 'b'.repeat(236))).toBeUndefined()
    }
    for (let k = 0; k < 2; k++) ask(memory, 1, 'a'.repeat(128), 'b'.repeat(112))
    expect(ask(memory, 1, 'a'.repeat(128), '')).toBe('b'.repeat(112))
  })
})
