/** What a survey of logs and telemetry learns: words of many hosts, and none that name somebody. */
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { recogniseLayer } from '../../src/layers/index.js'
import { openAny } from '../../src/layers/inputs.js'
import type { Layer, LayerContext } from '../../src/layers/layer.js'
import { createSurvey, firstTime } from '../../src/layers/survey.js'
import { openPipe } from '../../src/sources/byte-stream.js'
import { vocabulary, withWords } from '../../src/text/vocabulary.js'
import { dissect, reset } from '../../src/wire/dissect.js'
import { createFrame } from '../../src/wire/frame.js'
import { runOver } from './run-layer.js'

const K = 5

/** What is learned of inputs, read one after the other. */
async function learned(inputs: readonly string[], frames: readonly Buffer[] = []) {
  const survey = createSurvey(K)
  const f = createFrame()
  for (const b of frames) {
    reset(f, b, 0, b.length, b.length)
    dissect(f, 1)
    survey.before(f)
  }
  for (const input of inputs) {
    const { layer, format } = recogniseLayer(Buffer.from(input)) as { layer: Layer; format: string }
    const content = await openAny(openPipe('test', Readable.from([Buffer.from(input)])))
    await survey.input(content, layer, format, () => undefined)
  }
  return survey.learned().words.map(({ word }) => word)
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
const stamp = (i: number): string => `Nov  6 08:49:${String(i % 60).padStart(2, '0')}`
const line = (host: number, s: string): string => `${stamp(host)} node${host} app[7]: ${s}\n`
const syslog = (s: string | ((i: number) => string), hosts = range(9)): string =>
  hosts.map((i) => line(i, typeof s === 'string' ? s : s(i))).join('')

const json = (s: string, more: (i: number) => object = () => ({})): string =>
  range(9)
    .map((i) => `${JSON.stringify({ time: 1.6e9 + i, host: `node${i}`, msg: s, ...more(i) })}\n`)
    .join('')

const string = (key: string, stringValue: string) => ({ key, value: { stringValue } })

/** Spans of as many services; `whose` are attributes of each resource. */
function otlp(name: string, whose: (i: number) => object[], of: (i: number) => object[]): string {
  const resourceSpans = range(9).map((i) => ({
    resource: { attributes: whose(i) },
    scopeSpans: [
      {
        spans: range(2).map((k) => ({
          traceId: `5b8efff798038103d269b633813fc6${10 + i}`,
          spanId: `eee19b7ec3c1b1${10 + i + k}`,
          name,
          startTimeUnixNano: '1700000000000000000',
          endTimeUnixNano: '1700000001000000000',
          attributes: of(i),
        })),
      },
    ],
  }))
  return JSON.stringify({ resourceSpans })
}

describe('createSurvey', () => {
  it('learns words of many hosts, in every form of log', async () => {
    expect(await learned([syslog('gossiped shardmap')])).toEqual(['gossiped', 'shardmap'])
    expect(await learned([json('shardmap moved')])).toEqual(['shardmap'])
    expect(await learned(range(9).map((i) => syslog('the shardmap', [i])))).toEqual(['shardmap'])
    const plain = syslog('the shardmap').replace(/^(.{15}) node\d/gm, '$1')
    expect(await learned([plain])).toEqual([])
  })

  it('learns no word of one host, of one client or of one person', async () => {
    expect(await learned([syslog('the shardmap', range(90).fill(3))])).toEqual([])
    expect(await learned([syslog('shardmap from 192.0.2.7')])).toEqual([])
    expect(await learned([syslog((i) => `shardmap from 192.0.2.7 to 10.0.0.${i}`)])).toEqual([])
    expect(await learned([syslog((i) => `10.0.0.${i} got the shardmap of 192.0.2.7`)])).toEqual([])
    expect(await learned([syslog('shardmap for user bob')])).toEqual([])
    expect(await learned([json('shardmap', () => ({ user: 'bob' }))])).toEqual([])
    expect(await learned([syslog((i) => `shardmap from 192.0.2.${i}`)])).toEqual(['shardmap'])
    expect(await learned([json('shardmap', (i) => ({ user: `bob${i}` }))])).toEqual(['shardmap'])
  })

  it.each([
    ['a user in another record', json('moved', () => ({ user: 'Shardmap' }))],
    ['a word that was announced', syslog('login shardmap refused')],
    ['a host', `${stamp(1)} shardmap.corp app[1]: up\n`],
    ['part of an e-mail address', syslog('to shardmap@x.example')],
    ['a host in a URL', syslog('GET https://shardmap.example/')],
    ['the user of a URL', syslog('GET https://shardmap:x@a.example/')],
    ['a word with a capital', syslog('Shardmap was here')],
    [
      'a name in a flow',
      '{"uid":"C1","ts":1.5e9,"id.orig_h":"10.0.0.1","query":"shardmap.corp"}\n',
    ],
  ])('learns no word that is %s', async (_, other) => {
    const all = syslog('the shardmap') + syslog('the quorumset')
    expect(await learned([all])).toEqual(['quorumset', 'shardmap'])
    expect(await learned([all, other])).toEqual(['quorumset'])
    expect(await learned([other, all])).toEqual(['quorumset'])
  })

  it('learns no word that is a name in a packet', async () => {
    const dns = [
      '0200c0a800020200c0a800010800 4500003b0001000040110000c0000201c6336402',
      '2710003500270000 000101000001000000000000 0873686172646d617004636f727000 00010001',
    ].join('')
    const all = syslog('the shardmap') + syslog('the quorumset')
    expect(await learned([all], [Buffer.from(dns.replaceAll(' ', ''), 'hex')])).toEqual([
      'quorumset',
    ])
  })

  it('counts hosts of telemetry, and neither its instances nor its records', async () => {
    const hosts = (i: number): object[] => [string('host.name', `node${i}`)]
    const pods = (i: number): object[] => [
      string('service.name', 'shop'),
      string('service.instance.id', `pod${i}`),
    ]
    expect(await learned([otlp('rebuild shardmap', hosts, () => [])])).toContain('shardmap')
    expect(await learned([otlp('rebuild shardmap', pods, () => [])])).toEqual([])
    const client = (i: number) => [string('client.address', `192.0.2.${i}`)]
    expect(await learned([otlp('rebuild shardmap', hosts, client)])).toContain('shardmap')
    const one = () => client(7)
    expect(await learned([otlp('rebuild shardmap', hosts, one)])).not.toContain('shardmap')
  })

  it('learns what leaves then, and nothing else', async () => {
    const input = syslog('the shardmap of kowalski')
    const { layer } = recogniseLayer(Buffer.from(input)) as { layer: Layer }
    const context = { vocabulary: withWords(vocabulary, ['shardmap']), row: () => undefined }
    const out = runOver(layer, Buffer.from(input), { context }).out.toString()
    expect(out).toContain('the shardmap of ~')
    expect(out).not.toContain('kowalski')
    const without = runOver(layer, Buffer.from(input), { context: { row: () => undefined } })
    expect(without.out.toString()).not.toContain('shardmap')
  })
})

describe('firstTime', () => {
  it('is that of the first record that says a year, and puts others beside it', () => {
    const head = Buffer.from('{"time":"2019-12-31T23:59:00Z","msg":"up"}\n')
    const { layer, format } = recogniseLayer(head) as { layer: Layer; format: string }
    const near = firstTime(head, layer, format) as number
    expect(near).toBe(Date.parse('2019-12-31T23:59:00Z') / 1000)
    expect(firstTime(Buffer.from(syslog('up')), layer, 'log-syslog')).toBe(undefined)
    const times: bigint[] = []
    const row: LayerContext['row'] = (_, cells) => void times.push(cells[0] as bigint)
    const input = Buffer.from('Dec 31 23:59:10 h1 a: up\nJan  1 00:00:10 h1 a: up\n')
    const { run } = runOver(layer, input, { context: { near, row } })
    expect(run.yearless).toBe(2)
    expect(times[1] - times[0]).toBe(60_000_000_000n)
  })
})
