/** Offers of SSH that are longer than any: no frame is lost for them, and no name leaves. */
import { expect, it } from 'vitest'
import { dissect, reset } from '../../src/wire/dissect.js'
import { fieldTable, spanTable } from '../../src/wire/fields.js'
import { createFrame, SPAN } from '../../src/wire/frame.js'
import { ssh } from '../../src/wire/ssh.js'
import { Weird } from '../../src/wire/weird.js'
import { type Bytes, eth, ipv4, tcp, text, w32 } from '../leaks/build.js'

/** A packet without a cipher. */
function packet(code: number, body: Bytes): Bytes {
  const padding = 12 - ((body.length + 2) % 8)
  return [...w32(body.length + 2 + padding), padding, code, ...body, ...Array(padding).fill(0)]
}

/** What the fields of that name hold, joined; undefined when the frame is dropped. */
function read(payload: Bytes, field: string): string | undefined {
  const b = Uint8Array.from(eth(0x0800, ipv4(6, tcp(40000, 22, payload))))
  const f = createFrame()
  reset(f, b, 0, b.length, b.length)
  if (dissect(f, 1) < 0) return undefined
  let held = ''
  for (let i = 0; i < f.n * SPAN; i += SPAN) {
    for (const part of spanTable[f.spans[i]].parts) {
      if (fieldTable[part.field].name !== field) continue
      held += Buffer.from(b.subarray(f.spans[i + 1], f.spans[i + 2])).toString('latin1')
    }
  }
  return held
}

const offer = (names: string): Bytes => [...Array(16).fill(7), ...w32(names.length), ...text(names)]

it('no number of names or packets loses a frame, or lets a name through', () => {
  const many = 'none,rose@corp,'.repeat(2000)
  const held = read(packet(20, offer(many)), 'ssh.algorithms')
  expect(held).toMatch(/^(none,){100,}$/)
  const packets = Array.from({ length: 2500 }, () => packet(21, [])).flat()
  expect(read(packets, 'ssh.body')).toBeDefined()
})

it('ends where a frame has no room for another field', () => {
  const share = packet(30, [...w32(3), 1, 2, 3, ...w32(1), 4])
  const f = createFrame()
  reset(f, Uint8Array.from(share), 0, share.length, share.length)
  f.n = f.spans.length / SPAN - 1
  ssh.dissect(f, 0, share.length)
  expect(f.broken).toBe(Weird['too-many-fields'])
})

it('another case of letters is another name', () => {
  const names = 'aes128-ctr,AES128-ctr,none'
  expect(read(packet(20, offer(names)), 'ssh.algorithms')).toBe('aes128-ctr,none')
})
