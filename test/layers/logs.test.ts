/** Logs: each format is recognised, leaves as it came, and holds nothing that was planted. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recogniseLayer } from '../../src/layers/index.js'
import type { LayerContext } from '../../src/layers/layer.js'
import { logs } from '../../src/layers/logs.js'
import { logsTable } from '../../src/layers/otlp-tables.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { growthOf, LINEAR } from '../growth.js'
import { planted, samples } from './log-samples.js'
import { changed, isBalanced, moved, runOver } from './run-layer.js'

type Rows = Record<string, unknown>[]

function over(input: string | Uint8Array, options: Parameters<typeof runOver>[2] = {}) {
  const rows: Rows = []
  const row: LayerContext['row'] = (table, cells) => {
    expect(table).toBe(logsTable)
    rows.push(Object.fromEntries(logsTable.columns.map((c, i) => [c.name, cells[i]])))
  }
  const b = typeof input === 'string' ? Buffer.from(input) : input
  const ran = runOver(logs, b, { ...options, context: { row } })
  return { ...ran, text: ran.out.toString(), rows }
}

const formats = Object.keys(logs.formats)

describe('logs', () => {
  it('has a sample of every format (else: log-samples.ts), each recognised as what it is', () => {
    expect(Object.keys(samples).sort()).toEqual([...formats].sort())
    for (const format of formats) {
      const found = recogniseLayer(Buffer.from(samples[format]))
      expect([found?.layer.name, found?.format]).toEqual(['logs', format])
    }
  })

  it.each([
    'just some words\nand more of them\n',
    '{"a":1}\n',
    'a,b\n1,2\n',
    '',
    '{"resourceLogs":[]}',
  ])('leaves to others what is no log: %j', (s) => {
    expect(logs.recognise(Buffer.from(s))).toBe(undefined)
  })

  describe.each(['internal', 'partner', 'research', 'public'] as const)('under %s', (tier) => {
    it.each(formats)('lets nothing leave of what is planted in %s', (format) => {
      const ran = over(samples[format], { policy: profilePolicy(tier) })
      const { text, rows } = ran
      const all = (text + JSON.stringify(rows, (_, v) => (typeof v === 'bigint' ? `${v}` : v)))
        .toLowerCase()
        .replace(/[-_]/g, '')
      expect(planted.filter((p) => all.includes(p.replace(/[-_]/g, '')))).toEqual([])
      expect(isBalanced(ran)).toBe(true)
      expect(ran.run.counts.records.out).toBeGreaterThan(0)
      expect(ran.run.counts.records.dropped).toEqual({})
      expect(rows.length).toBe(ran.run.counts.records.out)
    })
  })

  it('keeps each value where hidden names become alike', () => {
    const line = '{"time":"2026-03-01T10:00:00Z","users":{"alice":1,"berta":2,"carla":3}}\n'
    const { text } = over(line, { policy: profilePolicy('public') })
    expect(Object.values(JSON.parse(text).users)).toEqual([1, 2, 3])
  })

  it.each(['[192,0,2,77]', '["192","0","2","77"]', '[[192,0],[2,77]]'])(
    'takes a list of numbers that nobody knows for one number: %s',
    (list) => {
      const { text } = over(`{"time":"2024-03-01T10:00:00Z","msg":"x","zarn":{"quux":${list}}}\n`)
      expect(text).not.toMatch(/192|77/)
      expect(text).toContain('null')
    },
  )

  it('moves nothing that others can look up', () => {
    const line =
      '{"ts":1772532000,"certificate.not_valid_before":1767225600.5,"compile_ts":1767225601,' +
      '"times.modified":1767225602,"not_after":"2027-03-01T10:00:00Z"}\n'
    expect(Object.keys(JSON.parse(over(line).text))).toEqual(['ts'])
  })

  it('lets a policy say that a field leaves nothing', () => {
    const policy = profilePolicy('partner')
    const fields = { ...policy.fields, 'log.action': { transform: 'suppress', args: {} } }
    const line = '{"time":"2026-03-01T10:00:00Z","action":"open","msg":"open"}\n'
    const { text } = over(line, { policy: { ...policy, fields } })
    expect(Object.keys(JSON.parse(text))).toEqual(['time', 'msg'])
  })

  it('tells the program of a client to partners, and not to everybody', () => {
    const access =
      '192.0.2.7 - - [01/Mar/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "Firefox/128.0 x"\n'
    const json = '{"time":"2026-03-01T10:00:00Z","user_agent":"Firefox/128.0"}\n'
    const open = { policy: profilePolicy('public') }
    expect(over(access).text).toMatch(/"-" "Firefox\/128"\n$/)
    expect(over(access, open).text).toMatch(/"-" "-"\n$/)
    expect(over(json).text).toContain('"Firefox/128"')
    expect(over(json, open).text).not.toContain('Firefox')
  })

  it.each(formats)('gives the same however %s is cut', (format) => {
    const whole = over(samples[format])
    for (const cuts of [[1], [7], [64, 1, 300]]) {
      const cut = over(samples[format], { cuts })
      expect(cut.text).toBe(whole.text)
      expect(cut.rows).toEqual(whole.rows)
    }
  })

  it('takes a first word that ends with a colon for the tag, and no host from it', () => {
    const line = 'Nov 25 13:23:47 dnsmasq[311]: started\nNov 25 13:23:47 gw1 dnsmasq[311]: done\n'
    const { rows, text } = over(line)
    expect(rows.map((r) => [r.host === null, r.service_name])).toEqual([
      [true, 'dnsmasq'],
      [false, 'dnsmasq'],
    ])
    expect(text).toMatch(/^\w{3} [ \d]\d [\d:]{8} dnsmasq\[\w+\]: started\n/)
    expect(text).not.toContain('gw1')
  })

  it.each(formats)('writes %s in its own format', (format) => {
    const { text } = over(samples[format])
    expect(logs.recognise(Buffer.from(text))).toBe(format)
    const again = over(text)
    expect(again.run.counts.records.dropped).toEqual({})
  })

  it('gives addresses, hosts and trace ids the pseudonyms of packets and spans', () => {
    const { text, rows } = over(samples['log-eve'])
    expect(text).toContain(`"src_ip":"${changed('203.0.113.77')}"`)
    expect(text).toContain(`"dest_ip":"${changed('2001:db8:77::5')}"`)
    expect(text).toContain(`"hostname":"${changed('qbert7srv.quorra.example.com', 'hostname')}"`)
    expect(rows[0].time).toBe(moved(1772352000123456000n))
    const web = over(samples['log-access']).text.split('\n')
    expect(web[0].split(' ')[0]).toBe(changed('203.0.113.77'))
    expect(web[1]).toContain(`@${changed('qbert7srv.quorra.example.com', 'hostname')}/x`)
    const [line] = over(samples['log-syslog']).text.split('\n')
    expect(line).toContain(` from ${changed('203.0.113.77')} port `)
    expect(over(samples['log-json']).rows[0].trace_id).toMatch(/^[0-9a-f]{32}$/)
  })

  it('keeps what a reader needs: words, columns, states, sizes', () => {
    expect(over(samples['log-syslog']).text).toMatch(/sshd\[\w+\]: Failed password for \S+ from /)
    const zeek = over(samples['log-zeek']).text.split('\n')
    const line = zeek.find((l) => !l.startsWith('#')) ?? ''
    expect(line.split('\t')).toHaveLength(10)
    expect(line).toMatch(/\tSF\t120$/)
    expect(over(samples['log-access']).text).toMatch(/" 200 203023\n/)
    const eve = JSON.parse(over(samples['log-eve']).text.split('\n')[1])
    expect(eve).toMatchObject({ event_type: 'alert', alert: { severity: 2 } })
    expect(eve.payload_printable).toBe(undefined)
  })

  it('keeps states and histories of Zeek, and no word that has the same letters', () => {
    const fields = (...codes: string[]): string[] => {
      const zeek = [
        '#separator \\x09',
        '#set_separator\t,',
        '#empty_field\t(empty)',
        '#unset_field\t-',
        '#path\tconn',
        '#fields\tts\tconn_state\thistory',
        '#types\ttime\tstring\tstring',
        `1772359200.384979\t${codes.join('\t')}`,
        '',
      ]
      const [conn_state, history] = codes
      const json = `${JSON.stringify({ ts: 1772359200.384979, conn_state, history })}\n`
      return [over(zeek.join('\n')).text, over(json).text].map(
        (text) => text.split('\n').slice(-2)[0],
      )
    }
    const [columns, json] = fields('RSTO', '^ShADTadtTcCr')
    expect(columns).toMatch(/\tRSTO\t\^ShADTadtTcCr$/)
    expect(JSON.parse(json)).toMatchObject({ conn_state: 'RSTO', history: '^ShADTadtTcCr' })
    for (const left of fields('quill', 'swffgttcqc')) expect(left).not.toMatch(/quill|swffgttcqc/)
  })

  it('types of Zeek are its own, and what a column of somebody’s counts is hidden', () => {
    const zeek = [
      '#separator \\x09',
      '#fields\tts\tcustomer_no\thome_east\tresp_bytes\twait\tx',
      '#types\ttime\tcount\tdouble\tcount\tinterval\tkowalska.203.0.113.77',
      '1772359200.384979\t491512345678\t1052.137154\t120\t1.25\tset',
      '',
    ]
    const [, , types, line] = over(zeek.join('\n')).text.split('\n')
    expect(types).toBe('#types\ttime\tcount\tdouble\tcount\tinterval\tstring')
    expect(line).not.toMatch(/491512345678|1052/)
    expect(line).toMatch(/\t120\t1\.25\t/)
    const lists = '#types\tset[addr]\tvector[string]\ttable[count]'
    expect(over([zeek[0], zeek[1], lists, ''].join('\n')).text).toContain(lists)
  })

  it('hides what is announced, though it is an ordinary word', () => {
    const clear = /summer|\bwill\b|\brose\b/i
    const line = (s: string): string => over(`Mar  1 10:00:00 gw ${s}\n`).text
    for (const s of ['su: will to root', 'sudo[7]:   rose : TTY=x', 'sshd[7]: login will ok']) {
      expect(line(s)).not.toMatch(clear)
    }
    expect(line('su[7]: pam_unix(x): session closed')).toMatch(/: pam_unix\(\S+\): session closed/)
    const o = { ts: 1772359200, msg: 'user will', session: 'summer rain', 'auth-key': 'rose' }
    expect(over(`${JSON.stringify(o)}\n`).text).not.toMatch(clear)
    expect(over('{"ts":1772359200,"note":"the summer rain"}\n').text).toContain('the summer rain')
  })

  it('moves the times of all formats by the one amount', () => {
    const at = (s: string): bigint => BigInt(Date.parse(s)) * 1_000_000n
    const first = (format: string): unknown => over(samples[format]).rows[0].time
    expect(first('log-access')).toBe(moved(at('2026-03-01T08:00:00Z')))
    expect(first('log-zeek')).toBe((moved(1772359200384979000n) / 1000n) * 1000n)
    expect(first('log-journal')).toBe((moved(1772359200384979000n) / 1000n) * 1000n)
    const rfc5424 = over(samples['log-syslog']).rows[2]
    expect(rfc5424.time).toBe(moved(at('2026-03-01T10:00:02.003Z')))
  })

  it('reads a journal whose values are no text, as those of several lines are', () => {
    const value = Buffer.from('first of zebediah\nsecond from 203.0.113.77')
    const length = Buffer.alloc(8)
    length.writeBigUInt64LE(BigInt(value.length))
    const head = '__CURSOR=s=1\n__REALTIME_TIMESTAMP=1772359200384979\nMESSAGE\n'
    const input = Buffer.concat([Buffer.from(head), length, value, Buffer.from('\n\n')])
    const { run, text, rows } = over(input)
    expect(run.counts.records).toEqual({ in: 1, out: 1, dropped: {} })
    expect(text).not.toMatch(/zebediah|203\.0\.113/)
    expect(rows[0].body).toMatch(/^"first of \S+ second from \S+"$/)
    const huge = Buffer.concat([Buffer.from(head), Buffer.alloc(8, 0xff), value])
    const cut = over(huge)
    expect([isBalanced(cut), cut.run.counts.records.out]).toEqual([true, 0])
  })

  it('drops what is too long or cannot be read, and counts it', () => {
    const good = samples['log-json']
    const long = `{"msg":"${'x'.repeat(1 << 20)}"}\n`
    const ran = over(`${good}{"msg": \n[1]\n${long}${good}`, { cuts: [50_000] })
    const { run, text } = ran
    expect(run.counts.records).toMatchObject({
      in: 5,
      out: 2,
      dropped: { malformed: 2, 'too-long': 1 },
    })
    expect(isBalanced(ran)).toBe(true)
    expect(
      text
        .split('\n')
        .filter(Boolean)
        .map((l) => JSON.parse(l)),
    ).toHaveLength(2)
  })

  it('stays whole when bytes are changed at random', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...formats),
        fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        (format, edits) => {
          const b = Buffer.from(samples[format])
          for (const [at, v] of edits) b[at % b.length] = v
          if (logs.recognise(b) === undefined) return
          expect(isBalanced(over(b))).toBe(true)
        },
      ),
      { seed: 3, numRuns: 300 },
    )
  })

  it('takes time that grows with the depth and the length of JSON alone', () => {
    const deep = (n: number): string => `{"ts":1,"a":${'['.repeat(n)}${']'.repeat(n)}}\n`
    const line = (n: number): string => `${JSON.stringify({ msg: 'a=b '.repeat(n), ts: 1 })}\n`
    expect(growthOf((depth) => over(deep(depth)), 50_000)).toBeLessThan(LINEAR)
    expect(growthOf((length) => over(line(length).repeat(2)), 8192)).toBeLessThan(LINEAR)
  })
})
