/**
 * Where four bytes of anything may stand and leave: bytes of kinds that leave as they are, which
 * a sender may set to an address and the frame is still taken apart as before. Numbers that are
 * measures (sizes, ports, times, what tells a stack) are of that sort by nature; codes and
 * structure should be checked against what exists. Here are those that are not, each with a reason.
 */
import { expect, it } from 'vitest'
import { dissect, reset } from '../../src/wire/dissect.js'
import { fieldTable, type Kind, spanTable } from '../../src/wire/fields.js'
import { createFrame, SPAN } from '../../src/wire/frame.js'
import { vectors } from '../wire/vectors.js'

const frame = createFrame()

/** 203.0.113.155, 10.7.44.99, `joe2`, 192.168.23.42. */
const marks = ['cb00719b', '0a072c63', '6a6f6532', 'c0a8172a'].map((x) => Buffer.from(x, 'hex'))
const fixed: ReadonlySet<Kind> = new Set(['structure', 'enum'])

/** Protocols whose codes and structure take any four bytes. */
const known: Readonly<Record<string, string>> = {
  arcnet: 'a header of the capturing host',
  dns: 'preferences of servers, and numbers of EDNS and DNSSEC, are measures',
  docsis: 'a header whose payload is content',
  fr: 'an EtherType or protocol identifier: what follows is content',
  ipv4: 'as frame relay before it',
  'ppp-cp': 'a protocol that is rejected or wanted',
  radiotap: 'a header of the capturing host',
}

function fieldOfBytes(b: Uint8Array, linkType: number): Int32Array | undefined {
  reset(frame, b, 0, b.length, b.length)
  if (dissect(frame, linkType) < 0) return undefined
  const owner = new Int32Array(b.length)
  for (let i = 0; i < frame.n * SPAN; i += SPAN) {
    for (const part of spanTable[frame.spans[i]].parts) {
      const at = frame.spans[i + 1] + part.at
      owner.fill(part.field, at, part.length < 0 ? frame.spans[i + 2] : at + part.length)
    }
  }
  return owner
}

const isFixed = (owner: Int32Array, at: number): boolean =>
  owner.subarray(at, at + 4).every((field) => fixed.has(fieldTable[field].kind))

it('dissect checks codes and structure, but for those that are named here', () => {
  const met = new Set<string>()
  const unnamed: string[] = []
  for (const v of vectors) {
    const b = new Uint8Array(Buffer.from(v.hex, 'hex'))
    const owner = fieldOfBytes(b, v.linkType)
    for (let at = 0; owner !== undefined && at + 4 <= b.length; at++) {
      if (!isFixed(owner, at)) continue
      const left = marks.filter((mark) => {
        const changed = b.slice()
        changed.set(mark, at)
        const after = fieldOfBytes(changed, v.linkType)
        return after !== undefined && isFixed(after, at)
      })
      if (left.length < 3) continue
      const names = [...owner.subarray(at, at + 4)].map((field) => fieldTable[field].name)
      for (const protocol of new Set(names.map((name) => name.split('.')[0]))) {
        met.add(protocol)
        if (!(protocol in known)) unnamed.push(`${v.name} at ${at}: ${names}`)
      }
    }
  }
  expect(unnamed).toEqual([])
  expect(Object.keys(known).filter((protocol) => !met.has(protocol))).toEqual([])
})
