/**
 * Values written in unusual shapes, in lines of logs of several formats: none of their parts
 * leaves. An address is told by its numbers, a person by a name that is an ordinary word as well.
 */
import { describe, expect, it } from 'vitest'
import { logs } from '../../src/layers/logs.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { runOver } from '../layers/run-layer.js'

/** Parts of what is hidden: numbers of an address or a card, in any base, and two names. */
const HIDDEN =
  /(?<![~\w])(203|113|117|cb|71|75|0x71|4d|77|1120|1111|411|will|rose|77696c6c|6c)(?![a-z0-9])/i

const addresses = [
  'peer 203:113:117:77 up',
  'bytes 203:113:117:77:443',
  '203\t113\t117\t77',
  '203\n113\n117\n77',
  '203    113    117    77',
  '203=113=117=77',
  '203&113&117&77',
  '203#113#117#77',
  '203 -> 113 -> 117 -> 77',
  '"203", "113", "117", "77"',
  "'203', '113', '117', '77'",
  '{203}, {113}, {117}, {77}',
  '203 dot 113 dot 117 dot 77',
  '203(dot)113(dot)117(dot)77',
  '203%2E113%2e117%252E77',
  '203&#46;113&#x2e;117&period;77',
  '203\\u002e113\\x2e117\\056\\u{2e}77',
  '203\\.113\\.117\\.77',
  '%32%30%33%2e%31%31%33',
  '\\62\\60\\63',
  '２０３.113.117.77',
  '203.１１３.117.77',
  '203\u200b.113.117.77',
  '20\u00ad3.113.11\u20607.7\u200b7',
  '203\u3002113\u3002117\u300277',
  '203\u00a0113\u00a0117\u00a077',
  '203\u2013113\u2013117\u201377',
  '203- 113- 117- 77',
  'cb 71 75 4d',
  'cb:71:75:4d',
  'cb-71-75-4d',
  '0xcb 0x71 0x75 0x4d',
  '\\xcb\\x71\\x75\\x4d',
  '%CB%71%75%4D',
  'cb.71.75.4d',
  'a=203 b=113 c=117 d=77',
  'o1: 203 o2: 113 o3: 117 o4: 77',
  '{"q":203,"w":113,"z":117,"y":77}',
  '{\\"q\\": 203, \\"w\\": 113, \\"z\\": 117, \\"y\\": 77}',
  '<b>203</b>.<b>113</b>.<b>117</b>.<b>77</b>',
  '<octet>203</octet><octet>113</octet><octet>117</octet><octet>77</octet>',
]

const numbers = [
  'card 4111:1111:1111:1111',
  'card 411=111=1111',
  'ssn 078:05:1120',
  'call 203:113:1120',
  'IBAN DE77 1111 1111 1120 1111 77',
  'lat 77.1120',
]

const names = [
  '77 69 6c 6c 20 72 6f 73 65',
  '77:69:6c:6c',
  '%77%69%6c%6c and %72%6f%73%65',
  '%u0077%u0069%u006c%u006c',
  '&#119;&#x69;&#108;&#108;',
  '\\x77\\x69\\x6c\\x6c',
  '\\u{77}\\u{69}\\u{6c}\\u{6c}',
  '\\\\u0077\\\\u0069\\\\u006c\\\\u006c',
  'w\u200bi\u200bl\u200bl',
  'ｗｉｌｌ',
  'user%3Dwill%26x%3Drose',
  '{&quot;user&quot;:&quot;will&quot;}',
  '{%22user%22:%22will%22}',
  '{\\\\\\"user\\\\\\":\\\\\\"will\\\\\\"}',
  'to=\nwill',
  '/home/will/.bashrc',
  '/Users/rose/Library',
  'C:\\Users\\will\\AppData',
  'C:\\\\Users\\\\will\\\\AppData',
  'GET /api/users/will/orders',
  '~rose/bin',
  'scp rose@web:/tmp .',
  "INSERT INTO t (a, b) VALUES ('will', 'rose')",
  "a IN ('will','rose')",
  "b LIKE '%will%'",
  'uid=1000(will) by rose(uid=0)',
  'Cookie: cart=will; shop=rose',
  'passphrase: will rose',
  'logged in as will',
  'denied for user `will`',
  'user->rose',
]

const oneLine = (s: string): string => s.replaceAll('=\n', '').replaceAll('\n', ' ')

/** The same text as the message of a record of each of these formats. */
const formats: Readonly<Record<string, (s: string) => string>> = {
  'log-text': (s) => `2026-03-01 10:00:00 ${oneLine(s)}\n`,
  'log-syslog': (s) => `Mar  1 10:00:00 h app: ${oneLine(s)}\n`,
  'log-audit': (s) => `type=USER msg=audit(1772359200.123:77): pid=1 ${oneLine(s)}\n`,
  'log-json': (s) => `${JSON.stringify({ time: '2026-03-01T10:00:00Z', msg: s })}\n`,
  'log-json, a field that nobody knows': (s) =>
    `${JSON.stringify({ time: '2026-03-01T10:00:00Z', shop: { note: [s] } })}\n`,
}

describe.each(['partner', 'research', 'public'] as const)('under %s', (tier) => {
  const policy = profilePolicy(tier)
  it.each(Object.keys(formats))('%s hides what is written in any shape', (format) => {
    const left: Record<string, string> = {}
    for (const s of [...addresses, ...numbers, ...names]) {
      const input = Buffer.from(formats[format](s))
      const { out, run } = runOver(logs, input, { policy, context: { row: () => {} } })
      expect(run.counts.records.out).toBe(1)
      const text = out
        .toString()
        .replace(/"time":"[^"]*"/, '')
        .replace(/^[A-Z\d].{14,18} |^type=USER msg=audit\(\S+ /, '')
      if (HIDDEN.test(text)) left[s] = text
    }
    expect(left).toEqual({})
  })
})
