/** Codes that nobody registered may carry anything: where one stands, it is content. */
import { expect, it } from 'vitest'
import { dissect, reset } from '../../src/wire/dissect.js'
import { fieldTable, spanTable } from '../../src/wire/fields.js'
import { createFrame, SPAN } from '../../src/wire/frame.js'
import { vectors } from './vectors.js'

const frame = createFrame()

/** The name of the field that each byte is in, and where that field begins and ends. */
function fieldsOf(b: Uint8Array, linkType: number): { name: string; at: number; end: number }[] {
  reset(frame, b, 0, b.length, b.length)
  if (dissect(frame, linkType) < 0) return []
  const found = []
  for (let i = 0; i < frame.n * SPAN; i += SPAN) {
    for (const { field, at: offset, length } of spanTable[frame.spans[i]].parts) {
      const at = frame.spans[i + 1] + offset
      const end = length < 0 ? frame.spans[i + 2] : at + length
      found.push({ name: fieldTable[field].name, at, end })
    }
  }
  return found
}

it.each([
  ['eapol.version', 0, 0],
  ['eapol.version', 0, 4],
  ['eapol.type', 0, 9],
  ['eap.code', 0, 0],
  ['eap.code', 0, 7],
  ['eap.type', 0, 58],
  ['sctp.protocol', 3, 0x80],
  ['sctp.protocol', 2, 1],
  ['dns.algorithm', -1, 200],
  ['dns.algorithm', -2, 9],
  ['dns.covered', 2, 9],
  ['dns.covered', 0, 9],
  ['dns.extended', 0, 2],
  ['dns.extended', 1, 1],
  ['dns.extended', 2, 0x20],
  ['dns.extended', 3, 1],
  ['arp.hw-type', 0, 2],
  ['arp.opcode', 0, 1],
])('%s: byte %i with the value %i is content', (name, offset, value) => {
  let met = 0
  for (const v of vectors) {
    const b = new Uint8Array(Buffer.from(v.hex, 'hex'))
    for (const { at, end } of fieldsOf(b, v.linkType).filter((f) => f.name === name)) {
      const place = (offset < 0 ? end : at) + offset
      const changed = b.slice()
      changed[place] = value
      const owner = fieldsOf(changed, v.linkType).find((f) => f.at <= place && place < f.end)
      const kind = fieldTable.find((f) => f.name === owner?.name)?.kind
      expect([v.name, kind === 'secret' ? 'content' : kind]).toEqual([v.name, 'content'])
      met++
    }
  }
  expect(met).toBeGreaterThan(0)
})
