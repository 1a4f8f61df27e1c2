/** Alerts, events of hosts, translations and requests are linked with flows in a release. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scrim } from '../cli/run.js'
import { ACK, bytesOf, FIN, type MadePacket, SYN } from '../correlate/made-packets.js'
import { freshFolder, makeKeys } from './program.js'

const CALLS = 60
const T0 = 1_605_000_000
const SERVER = '93.184.216.34'
const GATE = '203.0.113.9'

const clientOf = (i: number): string => `10.1.0.${5 + (i % 4)}`
/** When a call begins, the bytes of its answer, and its ports on both sides. */
const startOf = (i: number): number => T0 + i * 0.31
const octetsOf = (i: number): number => 300 + ((i * i * 7919) % 1009)
const insideOf = (i: number): number => 40000 + i
const outsideOf = (i: number): number => 61000 - i

/** One call as packets on one side of the gate. */
function callOf(i: number, client: string, port: number, late: number): MadePacket[] {
  const at = startOf(i) + late
  const there = { from: client, to: SERVER, ports: [port, 80] as const }
  const back = { from: SERVER, to: client, ports: [80, port] as const }
  const size = 211 + octetsOf(i)
  return [
    { ...there, at, flags: SYN, seq: 99 },
    { ...back, at: at + 0.001, flags: SYN | ACK, seq: 499, ack: 100 },
    { ...there, at: at + 0.002, seq: 100, ack: 500, data: 120 },
    { ...back, at: at + 0.01, seq: 500, ack: 220, data: size },
    { ...there, at: at + 0.012, flags: FIN, seq: 220, ack: 500 + size },
    { ...back, at: at + 0.013, flags: FIN, seq: 500 + size, ack: 221 },
  ]
}

/** A capture of raw IP packets with their times (RFC draft-ietf-opsawg-pcap §4). */
function captureOf(packets: readonly MadePacket[]): Buffer {
  const parts: Buffer[] = [Buffer.alloc(24)]
  parts[0].writeUInt32LE(0xa1b2c3d4, 0)
  parts[0].writeUInt16LE(2, 4)
  parts[0].writeUInt16LE(4, 6)
  parts[0].writeUInt32LE(65535, 16)
  parts[0].writeUInt32LE(101, 20)
  for (const p of [...packets].sort((a, b) => a.at - b.at)) {
    const bytes = bytesOf(p)
    const head = Buffer.alloc(16)
    head.writeUInt32LE(Math.floor(p.at), 0)
    head.writeUInt32LE(Math.round((p.at % 1) * 1e6), 4)
    head.writeUInt32LE(bytes.length, 8)
    head.writeUInt32LE(bytes.length, 12)
    parts.push(head, bytes)
  }
  return Buffer.concat(parts)
}

const calls = Array.from({ length: CALLS }, (_, i) => i)
const lines = (list: readonly (string | object)[]): string =>
  `${list.map((l) => (typeof l === 'string' ? l : JSON.stringify(l))).join('\n')}\n`
const iso = (t: number): string => new Date(t * 1000).toISOString()

const files: Readonly<Record<string, string>> = {
  'a-conntrack.log': lines(
    calls.map((i) => {
      const inside = `src=${clientOf(i)} dst=${SERVER} sport=${insideOf(i)} dport=80`
      const outside = `src=${SERVER} dst=${GATE} sport=80 dport=${outsideOf(i)}`
      const at = startOf(i).toFixed(6)
      return `[${at}]\t    [NEW] tcp      6 120 SYN_SENT ${inside} [UNREPLIED] ${outside}`
    }),
  ),
  'b-eve.json': lines(
    calls
      .filter((i) => i % 5 === 0)
      .map((i) => ({
        timestamp: iso(startOf(i) + 0.002).replace('Z', '+0000'),
        event_type: 'alert',
        src_ip: SERVER,
        src_port: 80,
        dest_ip: GATE,
        dest_port: outsideOf(i),
        proto: 'TCP',
        alert: { signature_id: 2001, severity: 2 },
      })),
  ),
  'c-sysmon.json': lines(
    calls.map((i) => ({
      EventID: 3,
      Channel: 'Microsoft-Windows-Sysmon/Operational',
      UtcTime: iso(startOf(i)).replace('T', ' ').slice(0, 23),
      Image: 'C:\\Windows\\System32\\svchost.exe',
      User: 'ACME\\alice',
      Protocol: 'tcp',
      SourceIp: clientOf(i),
      SourcePort: String(insideOf(i)),
      DestinationIp: SERVER,
      DestinationPort: '80',
      ProcessId: String(100 + i),
      Computer: 'ws5.acme.test',
    })),
  ),
  'd-sockets.json': lines(
    calls.map((i) => ({
      time: iso(startOf(i)),
      pid: 4000 + i,
      comm: 'curl',
      laddr: clientOf(i),
      lport: insideOf(i),
      proto: 'tcp',
    })),
  ),
  'e-pods.json': lines(
    calls.map((i) => ({
      time: iso(startOf(i)),
      k8s: { pod: { name: `web-${i % 4}` } },
      source: { ip: clientOf(i), port: insideOf(i) },
      destination: { ip: SERVER, port: 80 },
      network: { transport: 'tcp' },
    })),
  ),
  'f-access.log': lines(
    calls.map((i) => {
      const at = new Date((startOf(i) + 0.01) * 1000)
      const day = `${at.getUTCDate()}/Nov/${at.getUTCFullYear()}`
      const clock = at.toISOString().slice(11, 19)
      return `${GATE} - - [${day}:${clock} +0000] "GET / HTTP/1.1" 200 ${octetsOf(i)} "-" "curl"`
    }),
  ),
  'h-auth.log': lines(
    calls.map((i) => {
      const clock = iso(startOf(i)).slice(11, 19)
      return `Nov 10 ${clock} gw sshd[${i}]: Closed by ${clientOf(i)} port ${insideOf(i)} [preauth]`
    }),
  ),
}

/** Flows of a router, as a table. */
const router = lines([
  'StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,sTos,dTos,TotPkts,TotBytes,SrcBytes',
  '2020/11/10 09:20:01.0,1.5,tcp,10.9.0.5,40001,   ->,93.184.216.34,80,S_RA,0,0,4,400,200',
  '2020/11/10 09:20:02.0,1.5,tcp,10.9.0.5,40002,   ->,93.184.216.34,80,S_RA,0,0,4,400,200',
])

interface Field {
  readonly '@id': string
  readonly references?: { readonly field: { readonly '@id': string } }
}

const folder = freshFolder()
const released = join(folder, 'out')
afterAll(() => rmSync(folder, { recursive: true }))

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  const ran = await scrim(['query', released, sql, '--json'])
  if (ran.code !== 0) throw new Error(ran.out + ran.err)
  const found = ran.out.split('\n').filter((l) => l !== '')
  return found.map((l): Record<string, unknown> => JSON.parse(l))
}

beforeAll(async () => {
  const inputs = join(folder, 'in')
  mkdirSync(inputs)
  const inside = calls.flatMap((i) => callOf(i, clientOf(i), insideOf(i), 0))
  const outside = calls.flatMap((i) => callOf(i, GATE, outsideOf(i), 0.0001))
  writeFileSync(join(inputs, 'gate.pcap'), captureOf([...inside, ...outside]))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(inputs, name), text)
  writeFileSync(join(inputs, 'g-flows.csv'), router)
  const env = await makeKeys(folder)
  const args = ['--for', 'partner', '--recipient', 'acme', '--json']
  const ran = await scrim(['release', inputs, '-o', released, ...args], env)
  if (ran.code !== 0) throw new Error(ran.out + ran.err)
})

/** The log rows of one file, by its place among the files. */
const first = { conntrack: 0, eve: CALLS, sysmon: CALLS + 12, sockets: 2 * CALLS + 12 }

describe('links of a release', () => {
  it.each([
    ['translation', first.conntrack, 1, insideOf],
    ['process', first.sysmon, 1, insideOf],
    ['process', first.sockets, 1, insideOf],
    ['container', first.sockets + CALLS, 1, insideOf],
    ['alert', first.eve, 5, outsideOf],
  ])('tie each %s in rows from %i on to its flow', async (role, row, each, portOf) => {
    const wanted = calls.filter((i) => i % each === 0)
    const found = await rows(`SELECT log_row, method, confidence, candidates,
      "sourceTransportPort" AS port FROM links JOIN flows ON flow_id = "flowId"
      WHERE best AND role = '${role}' AND from_layer = 'logs' AND to_layer = 'flows'
      AND log_row >= ${row} AND log_row < ${row + wanted.length} ORDER BY log_row`)
    expect(found.map((r) => Number(r.port))).toEqual(wanted.map(portOf))
    for (const r of found) {
      expect(r.candidates).toBe(1)
      expect(r.confidence).toBeGreaterThan(0.98)
    }
  })

  it('tie lines of syslog to their flows', async () => {
    const row = first.sockets + 3 * CALLS
    const found = await rows(`SELECT method, candidates, "sourceTransportPort" AS port
      FROM links JOIN flows ON flow_id = "flowId"
      WHERE best AND from_layer = 'logs' AND log_row >= ${row} ORDER BY log_row`)
    expect(found.map((r) => r.port)).toEqual(calls.map(insideOf))
    for (const r of found) {
      expect(r).toMatchObject({ method: 'local-endpoint', candidates: 1 })
    }
  })

  it('tie flows within to the same flows without', async () => {
    const found = await rows(`SELECT a."sourceTransportPort" AS inside,
      b."sourceTransportPort" AS outside, confidence FROM links
      JOIN flows a ON flow_id = a."flowId" JOIN flows b ON other_flow_id = b."flowId"
      WHERE method = 'nat-map' ORDER BY inside`)
    expect(found.map((r) => [r.inside, r.outside])).toEqual(
      calls.map((i) => [insideOf(i), outsideOf(i)]),
    )
  })

  it('tie requests to exchanges, and are as sure as they are right', async () => {
    const row = first.sockets + 2 * CALLS
    const found = await rows(`SELECT log_row - ${row} AS call, confidence, candidates,
      "sourceTransportPort" AS port FROM links JOIN flows ON flow_id = "flowId"
      WHERE method = 'request-match' ORDER BY log_row`)
    expect(found.length).toBeGreaterThan(0.9 * CALLS)
    const isRight = (r: Record<string, unknown>): boolean => r.port === outsideOf(Number(r.call))
    const sure = found.filter((r) => Number(r.confidence) > 0.9)
    expect(found.filter(isRight).length / found.length).toBeGreaterThan(0.9)
    expect(sure.length).toBeGreaterThan(0.5 * CALLS)
    expect(found.filter((r) => Number(r.confidence) > 0.95)).toEqual([])
    expect(sure.filter(isRight).length).toBe(sure.length)
    expect(found.some((r) => Number(r.candidates) > 1)).toBe(true)
  })

  it('are held against what is known', async () => {
    const found = await rows(`SELECT "right", answered, known FROM link_quality
      WHERE method = 'local-endpoint' AND "between" = 'process logs -> flows'`)
    expect(found.length).toBe(1)
    expect(Number(found[0].known)).toBe(CALLS)
    expect(Number(found[0].right)).toBe(CALLS)
  })

  it('and all tables refer to rows that are there, wherever Croissant says so', async () => {
    const text = readFileSync(join(released, 'croissant.json'), 'utf8')
    const said = JSON.parse(text) as { recordSet: { field: Field[] }[] }
    const keys = said.recordSet.flatMap((r) => r.field).filter((f) => f.references)
    expect(keys.map((f) => f['@id']).sort()).toEqual([
      'exchanges/flowId',
      'labelled/flow_id',
      'links/flow_id',
      'links/other_flow_id',
    ])
    for (const f of keys) {
      const [table, column] = f['@id'].split('/')
      const [to, key] = String(f.references?.field['@id']).split('/')
      const [{ all, met }] = await rows(`SELECT count(*) AS all, count(*) FILTER (WHERE "${column}"
        IN (SELECT "${key}" FROM ${to})) AS met FROM ${table} WHERE "${column}" IS NOT NULL`)
      expect(Number(all)).toBeGreaterThan(0)
      expect(met).toBe(all)
    }
  })

  it('find each flow under a number of its own, also flows of tables', async () => {
    const [{ n, numbers, tables }] = await rows(`SELECT count(*) AS n,
      count(DISTINCT "flowId") AS numbers, count(*) FILTER (WHERE "firstPacket" IS NULL) AS tables
      FROM flows`)
    expect(numbers).toBe(n)
    expect(Number(tables)).toBe(2)
  })
})
