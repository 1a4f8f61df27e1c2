/** What rows of logs say of connections, in the forms that tools write. */
import { describe, expect, it } from 'vitest'
import { endsOfLog, translationOf } from '../../src/layers/link-log-ends.js'
import type { Cell } from '../../src/layers/table.js'

const one = { address: '10.1.0.5', port: 40001 }
const other = { address: '93.184.216.34', port: 80 }

/** Reads attributes as those of a row at time 5 s. */
function read(format: string, attributes: object, body?: string) {
  const cells: Record<string, Cell> = {
    format,
    time: 5_000_000_000n,
    attributes: JSON.stringify(attributes),
    body: body === undefined ? null : JSON.stringify(body),
  }
  return endsOfLog(7, (name) => cells[name])
}

describe('endsOfLog', () => {
  it('takes the start of a flow from a clock, with its digits, and from no number', () => {
    const ends = { src_ip: one.address, src_port: 40001, dest_ip: other.address, dest_port: 80 }
    const since = (start: unknown) => read('log-eve', { ...ends, flow: { start } }).tuple?.time
    expect(since('1970-01-01T00:00:01.123456+0000')).toBe(1_123_456_000n)
    expect(since(3)).toBe(5_000_000_000n)
    expect(since('3')).toBe(5_000_000_000n)
  })

  it.each([
    ['EVE', { src_ip: one.address, src_port: 40001, dest_ip: other.address, dest_port: 80 }],
    [
      'ECS',
      { source: { ip: one.address, port: 40001 }, destination: { ip: other.address, port: 80 } },
    ],
    [
      'Hubble',
      {
        flow: {
          IP: { source: one.address, destination: other.address },
          l4: { TCP: { source_port: 40001, destination_port: 80 } },
        },
      },
    ],
    [
      'Falco',
      {
        output_fields: {
          'fd.cip': one.address,
          'fd.cport': 40001,
          'fd.sip': other.address,
          'fd.sport': 80,
        },
      },
    ],
    [
      'ports behind addresses',
      { local_address: '10.1.0.5:40001', remote_address: '93.184.216.34:80' },
    ],
    [
      'Zeek',
      { 'id.orig_h': one.address, 'id.orig_p': 40001, 'id.resp_h': other.address, 'id.resp_p': 80 },
    ],
    [
      'Sysmon',
      {
        SourceIp: one.address,
        SourcePort: '40001',
        DestinationIp: other.address,
        DestinationPort: '80',
      },
    ],
  ])('finds both ends in the form of %s', (_, attributes) => {
    expect(read('log-json', attributes).tuple).toMatchObject({ layer: 'logs', id: '7', one, other })
  })

  it('knows what a record is', () => {
    const ends = { src_ip: one.address, src_port: 40001 }
    expect(read('log-eve', ends, 'alert').tuple?.role).toBe('alert')
    expect(read('log-eve', ends, 'dns').tuple?.role).toBe('')
    expect(read('log-json', { ...ends, pid: 4 }).tuple?.role).toBe('process')
    expect(read('log-json', { ...ends, container: { id: 'x' } }).tuple?.role).toBe('container')
  })

  it('takes the length of a connection of Zeek for the time that it lasts', () => {
    const ends = { 'id.orig_h': one.address, 'id.orig_p': 40001, duration: 1.5 }
    expect(read('log-zeek-json', ends).tuple?.end).toBe(6_500_000_000n)
    expect(read('log-json', ends).tuple?.end).toBe(undefined)
  })

  it('takes nothing for an end that has no port, no address, or neither', () => {
    for (const a of [
      { src_ip: one.address },
      { src_ip: 'host', src_port: 5 },
      { src_port: 5 },
      {},
    ]) {
      expect(read('log-json', a)).toEqual({})
    }
    expect(read('log-json', { src_ip: one.address, src_port: 70000 })).toEqual({})
    expect(endsOfLog(0, () => null)).toEqual({})
  })

  it('finds translations in tracked connections, and none where both ways agree', () => {
    const original = { src: one.address, sport: '40001', dst: other.address, dport: '80' }
    const back = { src: other.address, sport: '80', dst: one.address, dport: '40001' }
    const plain = read('log-conntrack', { protocol: 'tcp', original, reply: back })
    expect(plain.nat).toBe(undefined)
    expect(plain.tuple?.role).toBe('')
    const outside = { address: '203.0.113.9', port: 61001 }
    const reply = { ...back, dst: outside.address, dport: '61001' }
    const moved = read('log-conntrack', { protocol: 'tcp', original, reply })
    expect(moved.tuple).toMatchObject({ one, other, protocol: 6, role: 'translation' })
    expect(moved.nat).toEqual({
      time: 5_000_000_000n,
      inside: { client: one, server: other },
      outside: { client: outside, server: other },
    })
  })
})

describe('translationOf', () => {
  const other9 = { postNATSourceIPv4Address: '203.0.113.9', postNAPTSourceTransportPort: 61001 }
  const of = (o: object) => translationOf(one, other, 9n, JSON.stringify(o))
  it('reads what an exporter says of a connection behind its translation', () => {
    expect(of({ ...other9, natEvent: 4 })).toEqual({
      time: 9n,
      inside: { client: one, server: other },
      outside: { client: { address: '203.0.113.9', port: 61001 }, server: other },
    })
  })
  it('takes no end of a translation, and no flow that stays what it is, for one', () => {
    expect(of({ ...other9, natEvent: 5 })).toBe(undefined)
    expect(of({ postNATSourceIPv4Address: one.address })).toBe(undefined)
    expect(of({ other: 1 })).toBe(undefined)
    expect(translationOf(one, other, 9n, null)).toBe(undefined)
  })
})
