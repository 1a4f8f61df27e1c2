/** Payload of more fields than a frame has room for is content; nothing goes on for ever. */
import { expect, it } from 'vitest'
import { dissect, reset } from '../../src/wire/dissect.js'
import { createFrame, SPAN } from '../../src/wire/frame.js'
import { type Bytes, eth, ipv4, tcp, udp, w16, w32 } from '../leaks/build.js'
import { vectors } from './vectors.js'

function read(payload: Bytes): number {
  const b = Uint8Array.from(eth(0x0800, payload))
  const f = createFrame()
  reset(f, b, 0, b.length, b.length)
  return dissect(f, 1)
}

it('ends at handshakes of TLS that are 4 bytes each', () => {
  const empty = Array.from({ length: 3000 }, () => [14, 0, 0, 0]).flat()
  const record = [22, 3, 3, ...w16(empty.length), ...empty]
  expect(read(ipv4(6, tcp(40000, 443, record)))).toBe(0)
})

it.each([
  ['', []],
  // One field more before them: which of two finds no room decides whether a loop comes back.
  [', behind an empty payload', [33, 0, 0, 4]],
])('ends at proposals of ISAKMP that are 8 bytes each%s', (_, before) => {
  const one = [2, 0, ...w16(8), 1, 1, 0, 0]
  const many = Array.from({ length: 3000 }, () => one).flat()
  const body = [...before, 0, 0, ...w16(4 + many.length), ...many]
  const type = before.length > 0 ? 43 : 33
  const head = [...Array(16).fill(1), type, 0x20, 34, 8, ...w32(0), ...w32(28 + body.length)]
  expect(read(ipv4(17, udp(500, 500, [...head, ...body])))).toBe(0)
})

it('ends wherever in a frame of any dissector the room does', () => {
  const f = createFrame()
  const most = f.spans.length / SPAN
  let full = 0
  for (const { hex, linkType } of vectors) {
    const b = Uint8Array.from(Buffer.from(hex, 'hex'))
    reset(f, b, 0, b.length, b.length)
    if (dissect(f, linkType) < 0) continue
    const { n } = f
    for (let room = 0; room < n; room++) {
      reset(f, b, 0, b.length, b.length)
      f.n = most - room
      if (dissect(f, linkType) < 0) full++
      expect(f.n).toBeLessThanOrEqual(most)
    }
  }
  expect(full).toBeGreaterThan(1000)
})
