/** Lines with zero bytes, which crashes leave in logs, and lines that end with returns alone. */
import { expect, it } from 'vitest'
import { logs } from '../../src/layers/logs.js'
import { oddText } from '../../src/layers/odd-text.js'
import { runOver } from './run-layer.js'

const context = { row: () => undefined }
const line = (n: number): string =>
  `10.0.0.${n} - - [26/Nov/2026:06:51:09 +0000] "GET / HTTP/1.1" 200 ${n}`
const all = Array.from({ length: 40 }, (_, i) => line(i))
const fields: Record<string, readonly string[]> = {
  'log-access': all,
  'log-syslog': all.map((_, i) => `<13>Nov 26 06:51:09 gw kernel: eth0 link ${i}`),
  'log-json': all.map((_, i) => `{"time":"2026-11-26T06:51:09Z","message":"link ${i}"}`),
}

it.each(Object.entries(fields))(
  '%s: a line with a zero byte is dropped and counted',
  (name, lines) => {
    const some = lines.filter((_, i) => i !== 7 && i !== 8)
    const zeros = '\0'.repeat(4096)
    const damaged = [...lines.slice(0, 7), zeros + lines[7], `${lines[8]}\0`, ...lines.slice(9), '']
    const bytes = Buffer.from(damaged.join('\n'))
    expect(logs.recognise(bytes)).toBe(name)
    const want = runOver(logs, Buffer.from(`${some.join('\n')}\n`), { context })
    for (const cuts of [[1], [7, 500], [bytes.length]]) {
      const ran = runOver(logs, bytes, { cuts, context })
      expect(ran.out.equals(want.out)).toBe(true)
      expect(ran.run.counts.records).toEqual({ in: 40, out: 38, dropped: { 'zero-bytes': 2 } })
    }
  },
)

it('text with zero bytes in many lines is no log', () => {
  const half = all.map((s, i) => (i % 2 === 0 ? `${s}\0` : s)).join('\n')
  expect(logs.recognise(Buffer.from(half))).toBe(undefined)
})

it.each(Object.entries(fields))(
  '%s: lines that end with returns alone are refused',
  (name, lines) => {
    const returns = Buffer.from(`${lines.join('\r')}\r`)
    expect(logs.recognise(returns)).toBe(undefined)
    expect(oddText(returns)?.hint).toContain("tr '\\r' '\\n'")
    expect(logs.recognise(Buffer.from(`${lines[0]}\r`))).toBe(name)
    expect(logs.recognise(Buffer.from(lines.join('\r\n')))).toBe(name)
  },
)
