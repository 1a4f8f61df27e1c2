/** One value has one pseudonym in every layer, however it was written. */
import { describe, expect, it } from 'vitest'
import { recogniseLayer } from '../../src/layers/index.js'
import type { Layer } from '../../src/layers/layer.js'
import type { Policy } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import { applyLabel } from '../../src/transforms/names.js'
import { createFrame } from '../../src/wire/frame.js'
import { keyring } from '../keys/keyrings.js'

const keys = { ...keyring(3), domain: 'corp.example' }
const partner = profilePolicy('partner')
const pseudonyms: Policy = {
  ...partner,
  rules: { ...partner.rules, person: { transform: 'pseudonym', args: {} } },
}

/** What becomes of a record, in whatever layer. */
function over(input: string | object, policy = partner, own = keys): string {
  const b = Buffer.from(typeof input === 'string' ? input : JSON.stringify(input))
  const found = recogniseLayer(b) as { layer: Layer; format: string }
  const parts: Buffer[] = []
  const values = createValues(policy, own)
  const run = found.layer.open(found.format, {
    valuesAt: () => values,
    write: (bytes, at, end) => void parts.push(Buffer.from(bytes.subarray(at, end))),
  })
  run.push(b)
  run.end()
  return Buffer.concat(parts).toString()
}

const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } })
const span = (key: string, value: string, of = 'resource') => ({
  resourceSpans: [
    {
      resource: { attributes: of === 'resource' ? [attribute(key, value)] : [] },
      scopeSpans: [
        {
          spans: [
            {
              traceId: '5b8efff798038103d269b633813fc60c',
              spanId: 'eee19b7ec3c1b174',
              name: 'GET /',
              startTimeUnixNano: '1700000000000000000',
              endTimeUnixNano: '1700000001000000000',
              attributes: of === 'span' ? [attribute(key, value)] : [],
            },
          ],
        },
      ],
    },
  ],
})
const syslog = (host: string, tag = 'sshd', s = 'up'): string =>
  `Nov  6 08:49:37 ${host} ${tag}[7]: ${s}\n`
const json = (o: object): object => ({ time: '2024-05-01T10:20:30Z', ...o })

/** The value that stands in JSON under a key, or behind it in OTLP. */
const under = (key: string, s: string): string | undefined =>
  new RegExp(`"${key}"(?::|,"value":\\{"stringValue":)"([^"]*)"`).exec(s)?.[1]
const word = (n: number, s: string): string => s.split(/[ [\t]/).filter((w) => w !== '')[n]

describe('one value in all layers', () => {
  it('is one service, and one that everybody has stays', () => {
    const expected = under('service.name', over(span('service.name', 'shardmapd'))) as string
    expect(expected).not.toMatch(/shard/)
    expect(under('service', over(json({ service: 'shardmapd' })))).toBe(expected)
    expect(under('app', over(json({ app: 'shardmapd' })))).toBe(expected)
    expect(word(4, over(syslog('h', 'shardmapd')))).toBe(expected)
    expect(over(syslog('h', 'sshd', 'restart of shardmapd'))).toContain(`of ~${expected}`)
    for (const known of ['nginx', 'sshd', 'kernel']) {
      expect(under('service.name', over(span('service.name', known)))).toBe(known)
      expect(under('service', over(json({ service: known })))).toBe(known)
      expect(word(4, over(syslog('h', known)))).toBe(known)
    }
  })

  it('is one host, by its whole name or by one label', () => {
    const full = under('host.name', over(span('host.name', 'db1.corp.example'))) as string
    const [label] = full.split('.')
    expect(full).toMatch(/^[a-z][a-z0-9]{2}\.[a-z][a-z0-9]{3}\.example$/)
    const ways = (name: string): (string | undefined)[] => [
      under('host.name', over(span('host.name', name))),
      under('hostname', over(json({ hostname: name }))),
      word(3, over(syslog(name))),
    ]
    expect(ways('db1.corp.example')).toEqual([full, full, full])
    expect(ways('DB1.Corp.Example').map((s) => s?.toLowerCase())).toEqual([full, full, full])
    expect(ways('db1')).toEqual([label, label, label])
    expect(ways('DB1')).toEqual([label, label, label])
    expect(over(syslog('h', 'sshd', 'peer https://db1.corp.example/'))).toContain(`//${full}/`)
    const f = createFrame()
    f.b = Buffer.from('db1')
    applyLabel(keys, true)(f, 0, 3, -1)
    expect(Buffer.from(f.b).toString()).toBe(label)
  })

  it('keeps hosts of two domains apart, and of none where none is said', () => {
    const of = (name: string, own = keys): string | undefined =>
      under('hostname', over(json({ hostname: name }), partner, own))
    expect(of('db1.lab.example')?.split('.')[0]).not.toBe(of('db1'))
    const { domain: _, ...bare } = keys
    const none = bare as typeof keys
    expect(of('db1.corp.example', none)).toBe(of('db1.corp.example'))
    expect(of('db1', none)).not.toBe(of('db1.corp.example', none)?.split('.')[0])
  })

  it.each([
    ['an address', 'client.address', 'src_ip', '192.0.2.77'],
    ['an address of IPv6', 'client.address', 'src_ip', '2001:db8::7'],
    ['a user', 'user.name', 'username', 'liddell'],
  ])('is one pseudonym: %s', (_, attr, field, value) => {
    const expected = under(attr, over(span(attr, value, 'span'), pseudonyms)) as string
    expect(expected).not.toBe(value)
    expect(under(field, over(json({ [field]: value }), pseudonyms))).toBe(expected)
    const line = over(syslog('h', 'sshd', `seen ${value} again`), pseudonyms)
    if (field === 'src_ip') expect(line).toContain(` ${expected} `)
  })

  it('is one MAC and one trace id, in text as well', () => {
    const mac = under('mac', over(json({ mac: '00:1b:63:84:45:e6' }))) as string
    expect(over(syslog('h', 'sshd', 'from 00:1b:63:84:45:e6 now'))).toContain(` ${mac} `)
    const id = under('traceId', over(span('host.name', 'x'))) as string
    const text = over(syslog('h', 'sshd', 'trace 5b8efff798038103d269b633813fc60c done'))
    expect(text).toContain(` ${id} `)
    expect(under('trace_id', over(json({ trace_id: '5b8efff798038103d269b633813fc60c' })))).toBe(id)
  })
})
