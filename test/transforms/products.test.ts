/** Names of well-known products stay, with first numbers of versions, and nothing else. */
import { describe, expect, it } from 'vitest'
import { createOutput } from '../../src/bytes/output.js'
import { logs } from '../../src/layers/logs.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import { products } from '../../src/transforms/products.js'
import { createFrame } from '../../src/wire/frame.js'
import { keyring } from '../keys/keyrings.js'
import { runOver } from '../layers/run-layer.js'

const apply = products.build({}, { kind: 'software', type: 'text' }, keyring(1))

function left(s: string): string {
  const f = createFrame()
  f.b = Buffer.from(`<${s}>`)
  apply?.(f, 1, f.b.length - 1, -1)
  const text = Buffer.from(f.b).toString()
  expect(text.length).toBe(s.length + 2)
  return text.slice(1, -1).trimEnd()
}

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) ' +
  'Chrome/120.0.6099.109 Safari/537.36'
const CHROME_LEFT =
  'Mozilla/5 (X11; Linux x86_64) AppleWebKit/537 (KHTML, like Gecko) Chrome/120 Safari/537'

describe('products', () => {
  it.each([
    [CHROME, CHROME_LEFT],
    ['curl/7.88.1', 'curl/7'],
    ['Wget', 'Wget'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:109.0) Gecko/20100101 Firefox/115.0',
      'Mozilla/5 (Windows NT 10; Win64; x64; rv:109) Gecko Firefox/115',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) Version/16.5 Mobile/15E148',
      'Mozilla/5 (iPhone; CPU iPhone OS 16 like Mac OS X) Version/16 Mobile',
    ],
    ['Mozilla/5.0 (Linux; Android 13; SM-G991B Build/TP1A)', 'Mozilla/5 (Linux; Android 13)'],
    ['nginx/1.18.0 (Ubuntu)', 'nginx/1 (Ubuntu)'],
    ['Apache/2.4.41 (rosehost) OpenSSL/1.1.1f', 'Apache/2 OpenSSL/1'],
    ['RoseCrawler/1.0 (+https://rose.example/bot; will@rose.example)', ''],
    ['curl/7.1 (will) rose/192.0.2.77 a(b)c', 'curl/7'],
    ['Windows 203 113 117 77', 'Windows 203'],
    ['Windows will 203', 'Windows'],
    ['curl/will curl/1984 curl/7will', 'curl curl curl'],
    ['a;b(c,d)e', ''],
    ['curl(Linux)Wget,PHP;(U', 'curl(Linux)Wget,PHP(U'],
    ['', ''],
  ])('of %j leaves %j', (s, becomes) => {
    expect(left(s)).toBe(becomes)
  })

  it.each(['partner', 'research', 'public'] as const)(
    'gives the same under %s in packets, telemetry, access logs and JSON',
    (tier) => {
      const policy = profilePolicy(tier)
      const values = createValues(policy, keyring(3))
      const one = (name: string): string => {
        const out = createOutput(8)
        const b = Buffer.from(CHROME)
        const leaves = values.text(values.rule(name, 'software'), b, 0, b.length, out)
        return leaves ? Buffer.from(out.bytes.subarray(0, out.n)).toString() : '-'
      }
      const expected = tier === 'partner' ? CHROME_LEFT : '-'
      expect(one('attr.user_agent.original')).toBe(expected)
      const row = (): void => {}
      const access = `h - - [01/Mar/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "${CHROME}"\n`
      const line = runOver(logs, Buffer.from(access), { policy, context: { row } }).out.toString()
      expect(line).toMatch(new RegExp(`"-" "${expected.replace(/[()]/g, '\\$&')}"\n$`))
      const json = JSON.stringify({ time: '2026-03-01T10:00:00Z', http: { user_agent: CHROME } })
      const ran = runOver(logs, Buffer.from(`${json}\n`), { policy, context: { row } })
      expect(JSON.parse(ran.out.toString()).http.user_agent ?? '-').toBe(expected)
    },
  )
})
