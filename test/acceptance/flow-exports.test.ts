/** What tshark reads in rewritten flow exports is what their rows say; nothing is malformed. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { flows } from '../../src/layers/flows.js'
import { netflow5, netflow9, rfc7011 } from '../layers/exports.js'
import { type Ran, runOver } from '../layers/run-layer.js'
import { every, folder, withoutData, withoutReaders } from './captures.js'
import { type Datagram, writeDatagrams } from './datagrams.js'
import { readFields } from './tshark.js'

const home = mkdtempSync(join(tmpdir(), 'scrim-exports-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const FIELDS = ['cflow.srcaddr', 'cflow.dstaddr', 'cflow.octets', '_ws.malformed']

/** Sources, destinations and octets that tshark reads, all behind one another. */
async function read(name: string, datagrams: readonly Datagram[]): Promise<string[][]> {
  const path = join(home, name)
  writeDatagrams(path, datagrams)
  const rows = await readFields(path, FIELDS)
  return FIELDS.map((f) => rows.flatMap((r) => r[f]))
}

const column = (ran: Ran, name: string): string[] =>
  ran.rows.flatMap((r) => (r[name] === undefined ? [] : [String(r[name])]))

describe.skipIf(withoutReaders !== '')(`flow exports${withoutReaders}`, () => {
  it.each([
    ['netflow5', netflow5, 2055],
    ['netflow9', netflow9, 2055],
    ['rfc7011', rfc7011, 4739],
  ] as const)('%s reads as its rows', async (name, input, port) => {
    const ran = runOver(flows, input)
    const [sources, destinations, octets, malformed] = await read(`${name}.pcap`, [
      { from: 1, port, payload: ran.out },
    ])
    expect(malformed).toEqual([])
    expect(sources).toEqual(column(ran, 'sourceIPv4Address'))
    expect(destinations).toEqual(column(ran, 'destinationIPv4Address'))
    expect(octets).toEqual(column(ran, 'octetDeltaCount'))
  })
})

/** Datagrams of each exporter, its templates first. */
function exporters(): Map<string, Buffer[]> {
  const dir = join(folder, 'flows', 'netflow-datagrams')
  const all = new Map<string, Buffer[]>()
  const names = readdirSync(dir).sort((a, b) => Number(!/tpl/.test(a)) - Number(!/tpl/.test(b)))
  for (const name of names) {
    const exporter = name.replace(/_(opt)?tpl.*|_data.*|\.dat$/, '')
    all.set(exporter, [...(all.get(exporter) ?? []), readFileSync(join(dir, name))])
  }
  return all
}

const without = withoutData || withoutReaders
describe.skipIf(without !== '')(`flow exports of real exporters${without}`, () => {
  it('hold as many records as tshark reads', async () => {
    let compared = 0
    for (const [exporter, inputs] of every(2, [...exporters()])) {
      const whole = Buffer.concat(inputs)
      if (flows.recognise(whole) === undefined) continue
      const port = whole[1] === 10 ? 4739 : 2055
      const ran = runOver(flows, whole)
      const raw = inputs.map((payload) => ({ from: 1, port, payload }))
      const [before, , , malformed] = await read(`${exporter}-in.pcap`, raw)
      // tshark stops where it takes an element for a vendor's of another length.
      if (malformed.length > 0) continue
      expect(column(ran, 'sourceIPv4Address').length, exporter).toBe(before.length)
      compared += before.length
    }
    expect(compared).toBeGreaterThan(30)
  })
})
