/** Flows that exporters sent, released from captures of what they sent. */
import { execFileSync, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scrim } from '../cli/run.js'
import { netflow5, netflow9, rfc7011, sflowSample } from '../layers/exports.js'
import { eth, ipv4, udp } from '../leaks/build.js'
import { pcap, shopAs } from './captures.js'
import { freshFolder, makeKeys } from './program.js'

const START = 0x65500000
const folder = freshFolder()
const day = join(folder, 'day1')
const released = join(folder, 'acme-1')
const args = ['--for', 'partner', '--recipient', 'acme', '--quiet', '--json']
let env: Record<string, string> = {}
afterAll(() => rmSync(folder, { recursive: true }))

interface Said {
  readonly exported: {
    exporters: number
    datagrams: { in: number; out: number; dropped: Record<string, number> }
  }
  readonly layers: { layer: string; format: string; records: { in: number; out: number } }[]
  readonly tables: { table: string; rows: number }[]
  readonly gate: { verdict: string; refused: { check: string }[] }
}

/** The nets of the samples, moved to where every bit of an address is rewritten. */
const NETS: Readonly<Record<string, string>> = {
  c00002: '5b0611',
  c63364: '5b0612',
  cb0071: '5b0613',
  c00003: '5b0614',
}

function moved(message: Buffer): Buffer {
  const own = Buffer.from(message)
  for (let i = 0; i + 3 < own.length; i++) {
    const net = NETS[own.toString('hex', i, i + 3)]
    if (net !== undefined) own.set(Buffer.from(net, 'hex'), i)
  }
  return own
}

/** The packet in which an exporter sends a message from one of its ports. */
const sent = (message: Buffer, exporter: number, port: number): Buffer => {
  const payload = udp(50_000 + exporter, port, [...moved(message)])
  return Buffer.from(eth(0x0800, ipv4(17, payload, { src: `91.6.20.${exporter}` })))
}

/** A later message: its number, and where it stands, and when it was sent. */
function later(m: Buffer, at: number, number: number, time = -1): Buffer {
  const own = Buffer.from(m)
  own.writeUInt32BE(number, at)
  if (time >= 0)
    own.writeUInt32BE(own.readUInt32BE(time) + (at === 16 && time === 20 ? 1000 : 1), time)
  return own
}

const [templates, data] = [
  Buffer.concat([netflow9.subarray(0, 64), netflow9.subarray(104, 128)]),
  Buffer.concat([netflow9.subarray(0, 20), netflow9.subarray(64, 104), netflow9.subarray(128)]),
]
const SECRETS = ['alice', 'secret-1', 'secret0', 'eth0 to']
const HOSTS = ['5b0611', '5b0612', '5b0613', '5b0614'].flatMap((net) =>
  [1, 2, 5, 7, 12, 27].map((n) => [...Buffer.from(net, 'hex'), n]),
)
const EXPORTERS = [1, 2, 3, 4].map((n) => [91, 6, 20, n])

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const ran = await scrim(['query', released, sql, '--json'])
  if (ran.code !== 0) throw new Error(ran.err)
  const lines = ran.out.trimEnd().split('\n')
  return lines.filter((l) => l !== '').map((l) => JSON.parse(l) as Record<string, unknown>)
}

beforeAll(async () => {
  env = await makeKeys(folder)
  mkdirSync(day)
  const first = [
    sent(netflow5, 1, 2055),
    sent(data, 2, 9999),
    sent(sflowSample, 4, 6343),
    sent(later(sflowSample, 16, 101, 20), 4, 6343),
  ]
  const second = [
    sent(later(templates, 12, 8), 2, 9999),
    sent(rfc7011, 3, 4739),
    sent(later(rfc7011, 8, 5), 3, 4739).subarray(0, 150),
  ]
  writeFileSync(join(day, '1.pcap'), pcap(1, first, START))
  const cut = pcap(1, second, START + 10)
  // The last one was longer on the wire.
  cut.writeUInt32BE(14 + 20 + 8 + rfc7011.length, cut.length - 150 - 4)
  writeFileSync(join(day, '2.pcap'), cut)
})

describe('a release of captures of exporters', () => {
  it('has their flows in its tables, and says what was read', async () => {
    const inspected = JSON.parse((await scrim(['inspect', day, '--json', '--quiet'])).out) as Said
    const ran = await scrim(['release', day, '-o', released, ...args], env)
    expect([ran.code, ran.err]).toEqual([0, ''])
    const said = JSON.parse(ran.out) as Said
    expect(said.exported).toEqual({
      exporters: 4,
      datagrams: { in: 7, out: 6, dropped: { cut: 1 } },
    })
    expect(inspected.exported).toEqual(said.exported)
    const formats = said.layers.map((l) => [l.format, l.records.out])
    expect(formats).toEqual([
      ['netflow', 2],
      ['netflow', 2],
      ['sflow', 4],
      ['ipfix', 5],
    ])
    expect((await scrim(['verify', released])).code).toBe(0)
    const report = readFileSync(join(released, 'report.html'), 'utf8')
    expect(report).toContain('7 datagrams of flow exporters')
    expect(report).toContain('Left out: cut: 1.')
  })

  it('gives them the pseudonyms that packets have, and says who exported them', async () => {
    const found = await query(
      `SELECT other->>'exporterIPv4Address' AS sender, count(*) AS n FROM flows
       WHERE other->>'exporterIPv4Address' IS NOT NULL GROUP BY 1 ORDER BY 2, 1`,
    )
    expect(found.map((r) => Number(r.n))).toEqual([1, 2, 2, 3])
    const packets = await query(
      `SELECT DISTINCT "sourceIPv4Address" AS a FROM flows
       WHERE other->>'exporterIPv4Address' IS NULL`,
    )
    expect(packets.map((r) => r.a).sort()).toEqual(found.map((r) => r.sender).sort())
  })

  it('has nothing of what they sent in any file', () => {
    const forms = [
      ...SECRETS.map((s) => Buffer.from(s)),
      ...[...HOSTS, ...EXPORTERS].flatMap((a) => [Buffer.from(a), Buffer.from(a.join('.'))]),
    ]
    for (const name of readdirSync(released, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue
      const bytes = readFileSync(join(name.parentPath, name.name))
      for (const form of forms) expect([name.name, form, bytes.includes(form)]).toContain(false)
    }
  })

  it.each([
    ['a flow in a packet', '91.6.17.2'],
    ['a sampled header', '02:00:5e:10:00:02'],
  ])('is refused when its owner names an address that only %s has', async (_, address) => {
    const words = ['--description', `flows of ${address} and others`]
    const ran = await scrim(['release', day, '-o', join(folder, 'acme-2'), ...words, ...args], env)
    const { gate } = JSON.parse(ran.out) as Said
    expect([ran.code, gate.verdict]).toEqual([3, 'fail'])
  })

  it('takes the refusal before it away, once it has left', async () => {
    const name = join(folder, 'acme-2')
    expect(existsSync(`${name}.refused`)).toBe(true)
    expect((await scrim(['release', day, '-o', name, ...args], env)).code).toBe(0)
    expect([existsSync(name), existsSync(`${name}.refused`)]).toEqual([true, false])
  })
})

const has = (program: string): boolean =>
  ['/usr/sbin', '/usr/bin', '/sbin', '/bin'].some((f) => existsSync(join(f, program)))
const isRoot = process.getuid?.() === 0
const missing = !has('softflowd') || !has('tcpdump') ? ': softflowd or tcpdump is missing' : ''
const why = missing === '' && !isRoot ? ': only root may capture' : missing

/** Captures what softflowd exports of a capture, as it is sent; gives what it says, too. */
async function exportBySoftflowd(version: string, input: string, output: string) {
  const collector = createSocket('udp4')
  const datagrams: Buffer[] = []
  collector.on('message', (m) => datagrams.push(m))
  await new Promise<void>((done) => collector.bind(0, '127.0.0.1', done))
  const { port } = collector.address()
  const tcpdump = spawn('tcpdump', ['-U', '-i', 'lo', '-w', output, `udp dst port ${port}`])
  const stopped = new Promise((done) => tcpdump.on('close', done))
  await new Promise<void>((done, fail) => {
    tcpdump.stderr.on('data', (d) => String(d).includes('listening on') && done())
    tcpdump.on('close', () => fail(new Error('tcpdump has ended')))
  })
  const control = ['-c', 'none', '-p', 'none']
  const options = ['-r', input, '-n', `127.0.0.1:${port}`, '-v', version, '-d', ...control]
  const said = execFileSync('softflowd', options, { stdio: 'pipe', timeout: 20_000 }).toString()
  const [, records, packets] = /\((\d+) records\) in (\d+) packets/.exec(said) ?? []
  const isWhole = () =>
    datagrams.length >= Number(packets) &&
    readFileSync(output).length >= datagrams.reduce((n, d) => n + d.length + 58, 24)
  for (let i = 0; i < 100 && !isWhole(); i++) await new Promise((done) => setTimeout(done, 50))
  tcpdump.kill('SIGINT')
  await stopped
  collector.close()
  return { records: Number(records), datagrams }
}

describe.skipIf(why !== '')(`softflowd${why}`, () => {
  it.each(['5', '9', '10'])('version %s: each flow it exported is a row', async (version) => {
    const capture = join(folder, `softflowd-${version}.pcap`)
    const input = join(folder, 'shop.pcap')
    writeFileSync(input, await shopAs('pcap'))
    const { records, datagrams } = await exportBySoftflowd(version, input, capture)
    expect(records).toBeGreaterThan(500)
    const file = join(folder, `softflowd-${version}.dat`)
    writeFileSync(file, Buffer.concat(datagrams))
    const [packets, alone] = [capture, file].map((f) => join(folder, `of-${version}-${f.at(-1)}`))
    const ran = await scrim(['release', capture, '-o', packets, ...args], env)
    const said = JSON.parse(ran.out) as Said
    const { exporters, datagrams: d } = said.exported
    expect([ran.code, exporters, d.out, d.dropped]).toEqual([0, 1, datagrams.length, {}])
    const whole = JSON.parse(
      (await scrim(['release', file, '-o', alone, ...args], env)).out,
    ) as Said
    expect(said.layers.map((l) => l.records)).toEqual(whole.layers.map((l) => l.records))
    const rows = (s: Said) => s.tables.find((t) => t.table === 'flows')?.rows
    // One more flow is that of the exporter itself.
    expect([rows(whole), rows(said)]).toEqual([records, records + 1])
  })
})
