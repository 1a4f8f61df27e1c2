/** Output: a buffer that grows. */
import { describe, expect, it } from 'vitest'
import { append, appendByte, createOutput } from '../../src/bytes/output.js'

describe('append', () => {
  it('append keeps what is there when the buffer grows', () => {
    const o = createOutput(4)
    const b = Uint8Array.from({ length: 100 }, (_, i) => i)
    append(o, b, 0, 3)
    append(o, b, 3, 90)
    appendByte(o, 7)
    expect(o.n).toBe(91)
    expect([...o.bytes.subarray(0, 91)]).toEqual([...b.subarray(0, 90), 7])
  })
})
