/** sFlow: sampled headers are rewritten as packets are, counters stay, the rest does not leave. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flows } from '../../src/layers/flows.js'
import { createRewriter, rewriteBatch } from '../../src/pipeline/batch.js'
import { createEpochs } from '../../src/pipeline/epochs.js'
import { createFrameRewriter } from '../../src/pipeline/single.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { keyring } from '../keys/keyrings.js'
import { batchOf } from '../pipeline/records.js'
import { sflowSample as datagram, FRAME } from './exports.js'
import { changed, fromHex, isBalanced, runOver } from './run-layer.js'

const epochs = createEpochs(profilePolicy('partner'), 0, () => keyring(3))
const context = { packet: createFrameRewriter(epochs) }

const flowSample = datagram.indexOf(Buffer.from('000003e8', 'hex'))
const counters = datagram.indexOf(Buffer.from('00000002000000a8', 'hex'))

describe('sFlow', () => {
  const ran = runOver(flows, datagram, { context })

  it('the test is well formed', () => {
    const other = datagram.indexOf(Buffer.from('00000fff', 'hex'))
    expect(datagram.readUInt32BE(counters + 4)).toBe(other - counters - 8)
    expect(flows.recognise(datagram)).toBe('sflow')
  })

  it('a sampled header becomes what the packet becomes', () => {
    const bytes = fromHex(FRAME)
    const batch = batchOf([{ linkType: 1, bytes, seconds: 0 }], 0)
    batch.wire[0] = 0x64
    rewriteBatch(createRewriter(epochs), batch)
    const packet = Buffer.from(batch.bytes.subarray(batch.at[0], batch.at[0] + batch.length[0]))
    expect(packet).toHaveLength(42)
    expect(ran.out.includes(packet)).toBe(true)
    for (const word of ['secret', 'alice']) expect(ran.out.includes(word)).toBe(false)
  })

  it('rows have rewritten addresses and the rate of sampling', () => {
    expect(ran.rows).toHaveLength(1)
    expect(ran.rows).toMatchObject([
      {
        sourceIPv4Address: changed('192.0.2.1'),
        destinationIPv4Address: changed('203.0.113.5'),
        destinationTransportPort: 443,
        packetDeltaCount: 1n,
        samplingInterval: 512n,
      },
    ])
    expect(ran.run.counts).toEqual({
      records: { in: 3, out: 2, dropped: { 'unknown-sample': 1 } },
      suppressed: { 'unknown-element': 1 },
    })
  })

  it('the datagram that is written can be read, and counts from 0', () => {
    const { out } = ran
    expect(out.readUInt32BE(16)).toBe(0)
    expect(out.readUInt32BE(20)).toBe(0)
    expect(out.readUInt32BE(24)).toBe(2)
    const agent = [...out.subarray(8, 12)].join('.')
    expect(agent).toBe(changed('192.0.3.1'))
    const again = runOver(flows, out, { context })
    expect(again.run.counts.records).toEqual({ in: 2, out: 2, dropped: {} })
    expect(again.out).toHaveLength(out.length)
  })

  it('an interface has one number wherever it stands', () => {
    const sample = ran.out.subarray(36)
    const [source, input, output] = [4, 20, 24].map((at) => sample.readUInt32BE(at))
    expect(input).toBe(source)
    expect(input).not.toBe(3)
    expect(output).not.toBe(input)
  })

  it('numbers that are no protocol, port, type or length stay behind', () => {
    const address = Buffer.from('8d64ac25', 'hex')
    const ipData = datagram.indexOf(Buffer.from('0000000300000020', 'hex')) + 8
    const ofInterface = datagram.indexOf(Buffer.from('0000000100000058', 'hex'), counters) + 8
    const raw = datagram.indexOf(Buffer.from('000000320200', 'hex')) - 12
    const places = [raw + 4, raw + 8, ...[0, 4, 16, 20, 24, 28].map((i) => ipData + i)]
    const output = flowSample + 24
    for (const at of [...places, output, ...[4, 16, 20, 84].map((i) => ofInterface + i)]) {
      const planted = Buffer.from(datagram)
      address.copy(planted, at)
      const { out, rows } = runOver(flows, planted, { context })
      expect(out.length, String(at)).toBeGreaterThan(0)
      expect(out.includes(address), String(at)).toBe(false)
      for (const { protocolIdentifier } of rows)
        expect(Number(protocolIdentifier)).toBeLessThan(256)
    }
  })

  it('headers stay behind where nobody rewrites packets', () => {
    const without = runOver(flows, datagram)
    expect(without.run.counts.suppressed).toMatchObject({ 'packet-header': 1 })
    expect(without.run.counts.records.out).toBe(2)
    expect(without.out.length).toBeLessThan(ran.out.length)
  })

  it('how the input is cut does not matter, and damage is counted', () => {
    const input = Buffer.concat([datagram, datagram])
    const whole = runOver(flows, input, { context })
    expect(whole.run.counts.records.in).toBe(6)
    const cuts = fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1 })
    fc.assert(
      fc.property(cuts, (list) => {
        expect(runOver(flows, input, { context, cuts: list }).out).toEqual(whole.out)
      }),
      { numRuns: 15, seed: 1 },
    )
    const edits = fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 5 })
    fc.assert(
      fc.property(edits, fc.nat(300), (list, cut) => {
        const b = Buffer.from(datagram)
        for (const [at, v] of list) if (at >= 44 && at < b.length) b[at] = v
        const ended = b.subarray(0, Math.max(44, b.length - cut))
        expect(isBalanced(runOver(flows, ended, { context }))).toBe(true)
      }),
      { numRuns: 300, seed: 2 },
    )
  })
})
