/** What an auditor plants in flows, labels and JSON is read as records of each format. */
import { describe, expect, it } from 'vitest'
import { headings } from '../../src/correlate/csv-columns.js'
import { elements } from '../../src/correlate/ipfix-elements.js'
import { flows } from '../../src/layers/flows.js'
import { labels } from '../../src/layers/labels.js'
import type { Layer } from '../../src/layers/layer.js'
import { otlp } from '../../src/layers/otlp.js'
import { partner } from './run-layer.js'

/** Longer than any number: those of up to eight bytes leave as counts do. */
const word = 'bcdxqfghkw'
const sentence = `user ${word} failed`

function run(layer: Layer, format: string, bytes: Uint8Array) {
  const parts: Buffer[] = []
  const opened = layer.open(format, {
    valuesAt: () => partner,
    write: (b, at, end) => void parts.push(Buffer.from(b.subarray(at, end))),
  })
  opened.push(bytes)
  opened.end()
  return { out: Buffer.concat(parts).toString('latin1'), counts: opened.counts }
}

describe.each([flows, labels])('carriers of $name', (layer) => {
  const of = (mark: string) => layer.carriers?.(Buffer.from(mark)) ?? []

  it('has one of each format', () => {
    const formats = of(word).map(({ format }) => format)
    expect(formats.toSorted()).toEqual(Object.keys(layer.formats).toSorted())
  })

  it.each(of(word).map(({ format }, i) => [format, i] as const))(
    'is read as records of %s, and nothing of the mark comes out',
    (format, i) => {
      for (const mark of [word, sentence]) {
        const { bytes } = of(mark)[i]
        // Windows of anomalies have no text but the name of their file.
        expect(Buffer.from(bytes).toString('latin1')).toContain(word)
        const { out, counts } = run(layer, format, bytes)
        if (mark === word) expect(counts.records.out).toBeGreaterThan(0)
        expect(out).not.toContain(word)
      }
    },
  )
})

describe('carriers of telemetry in JSON', () => {
  const json = (mark: string) =>
    (otlp.carriers?.(Buffer.from(mark)) ?? []).filter(({ format }) => format.endsWith('json'))

  it.each(json(word).map(({ format }, i) => [format, i] as const))(
    'are read as %s (%i), and nothing of the mark comes out',
    (format, i) => {
      for (const mark of [word, sentence]) {
        const { bytes } = json(mark)[i]
        expect(Buffer.from(bytes).toString('latin1').split(word).length).toBeGreaterThan(20)
        const { out, counts } = run(otlp, format, bytes)
        expect(counts.records.out).toBeGreaterThan(0)
        expect(out).not.toContain(word)
      }
    },
  )
})

describe('carriers of flows', () => {
  const by = new Map(flows.carriers?.(Buffer.from(word)).map((c) => [c.format, c.bytes]))
  const times = (format: string): number =>
    Buffer.from(by.get(format) ?? [])
      .toString('latin1')
      .split(word).length - 1

  it('hold the mark in every column and element that is known', () => {
    expect(times('flow-csv')).toBeGreaterThan(headings.length)
    for (const format of ['netflow', 'ipfix']) {
      expect(times(format)).toBeGreaterThan(elements.length)
    }
  })
})

describe('what canaries found', () => {
  const csv = (line: string): string => {
    const head = 'StartTime,SrcAddr,DstAddr,Proto,State,Label'
    const { out } = run(flows, 'flow-csv', Buffer.from(`${head}\n${line}\n`))
    return out.split('\n')[1]
  }

  it('a state, a protocol and a label leave by list, and nobody’s name does', () => {
    expect(csv(',,,tcp,FSPA_FSPA,From-Botnet-V1-TCP-Attempt')).toBe(
      ',,,tcp,FSPA_FSPA,From-Botnet-V1-TCP-Attempt',
    )
    expect(csv(',,,udp,Zebulon,From-Normal-V42-Zebulon')).toBe(',,,udp,,')
  })

  it('microseconds before the export have four bytes at most', () => {
    const template = (length: number, value: string): Buffer =>
      Buffer.from(
        `000a${(48 + length).toString(16).padStart(4, '0')}65500000000000000000002a` +
          `00020014 0100 0003 0001 0004 0002 0004 009e 000${length}`.replaceAll(' ', '') +
          `0100${(4 + 8 + length).toString(16).padStart(4, '0')}0000000100000002${value}`,
        'hex',
      )
    const fine = run(flows, 'ipfix', template(4, '01020304'))
    expect(Buffer.from(fine.out, 'latin1').toString('hex')).toContain('01020304')
    const long = run(flows, 'ipfix', template(8, '6162636465666768'))
    expect(long.counts.suppressed).toEqual({ 'bad-length': 1 })
    expect(long.out).not.toContain('bcd')
  })

  it('VLANs and prefixes of sFlow are numbers of their size', () => {
    const sample = (type: string, value: string): Buffer => {
      const record = `0000${type}${(value.length / 2).toString(16).padStart(8, '0')}${value}`
      const head = '0000000100000007000002000000040000000000000000010000000200000001'
      const body = head + record
      return Buffer.from(
        `0000000500000001c000020100000000000000090000 03e800000001`.replaceAll(' ', '') +
          `00000001${(body.length / 2).toString(16).padStart(8, '0')}${body}`,
        'hex',
      )
    }
    const vlans = '0000006400000000000000c8ffffffff'
    const left = run(flows, 'sflow', sample('03e9', vlans))
    // VLAN and priority of both sides, of which one is not known
    const out = Buffer.from(left.out, 'latin1').toString('hex').slice(-vlans.length)
    expect(out).toMatch(/^0{5}\w{3}0{8}0{5}\w{3}f{8}$/)
    expect(out).not.toContain('00000064')
    const text = Buffer.from('sixteen of bytes').toString('hex')
    expect(run(flows, 'sflow', sample('03e9', text)).counts.suppressed).toEqual({ 'bad-value': 1 })
    const route = `00000001c0000201${Buffer.from('eight of').toString('hex')}`
    expect(run(flows, 'sflow', sample('03ea', route)).counts.suppressed).toEqual({ 'bad-value': 1 })
  })
})
