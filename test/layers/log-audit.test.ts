/** Records of the audit of Linux: socket addresses, ends and identifiers by what they are. */
import { describe, expect, it } from 'vitest'
import type { LayerContext } from '../../src/layers/layer.js'
import { endsOfLog } from '../../src/layers/link-log-ends.js'
import { logs } from '../../src/layers/logs.js'
import type { Policy } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { growthOf, LINEAR } from '../growth.js'
import { changed, moved, runOver } from './run-layer.js'

const HEAD = 'msg=audit(1772359200.123:4567):'

/** What lines leave as, and what their rows say. */
function over(lines: readonly string[], policy?: Policy) {
  const rows: Record<string, unknown>[] = []
  const row: LayerContext['row'] = (table, cells) => {
    const cell = (name: string) => cells[table.columns.findIndex((c) => c.name === name)]
    const attributes = cell('attributes')
    rows.push({ ...endsOfLog(0, cell), attributes, time: cell('time'), host: cell('host') })
  }
  const input = Buffer.from(`${lines.join('\n')}\n`)
  const ran = runOver(logs, input, { ...(policy && { policy }), context: { row } })
  return { out: ran.out.toString().trimEnd().split('\n'), rows, run: ran.run }
}

const hex = (address: string): string =>
  Buffer.from(address.split('.').map(Number)).toString('hex').toUpperCase()

/** `2001:db8::7`, as its pseudonym is written, in bytes. */
function bytesOf(address: string): string {
  const [head, tail = ''] = address.split('::')
  const parts = (s: string): string[] => (s === '' ? [] : s.split(':'))
  const [a, b] = [parts(head), parts(tail)]
  const zeros = Array.from({ length: 8 - a.length - b.length }, () => '0')
  return [...a, ...zeros, ...b]
    .map((p) => p.padStart(4, '0'))
    .join('')
    .toUpperCase()
}

describe('socket addresses of the audit of Linux', () => {
  it('of IPv4 have the pseudonym of their address, the port, and nothing else', () => {
    const { out, rows } = over([`type=SOCKADDR ${HEAD} saddr=02000050CB00714DDEADBEEF00000001`])
    const own = changed('203.0.113.77')
    expect(out[0]).toMatch(new RegExp(`saddr=02000050${hex(own)}0{16}$`))
    expect(rows[0]).toMatchObject({ tuple: { one: { address: own, port: 80 } } })
  })

  it('of IPv6 do not keep flow label and scope; a mapped address is one of IPv4', () => {
    const six = '0A0001BB0000BEEF20010DB800000000000000000000000700000005'
    const mapped = '0A0001BB0000000000000000000000000000FFFFCB00714D00000000'
    const { out } = over([six, mapped].map((s) => `type=SOCKADDR ${HEAD} saddr=${s}`))
    const own = bytesOf(changed('2001:db8::7'))
    expect(out[0]).toMatch(new RegExp(`saddr=0A0001BB00000000${own}00000000$`))
    expect(out[1]).toContain(`FFFF${hex(changed('203.0.113.77'))}00000000`)
  })

  it.each([
    ['01002F686F6D652F7A656265646961680000', '0100'],
    ['100000002211000000000000', '1000'],
    ['0200', '-'],
    ['02000050CB0071', '-'],
    ['0A0001BB0000000020010DB8', '-'],
    ['FFFF0050CB00714D', '-'],
    [`0200${'41'.repeat(200)}`, '-'],
  ])('of other families, and cut ones, leave no more than the family: %s', (saddr, left) => {
    const { out, rows } = over([`type=SOCKADDR ${HEAD} saddr=${saddr}`])
    expect(out[0]).toMatch(new RegExp(`saddr=(?:${left})`))
    if (saddr.length > 4) expect(out[0]).not.toContain(saddr.slice(4))
    expect(rows[0]).not.toHaveProperty('tuple')
  })

  it('leave no port that a policy suppresses, and no address', () => {
    const profile = profilePolicy('partner')
    const none = { transform: 'suppress', args: {} }
    const line = `type=SOCKADDR ${HEAD} saddr=02000050CB00714D0000000000000000`
    const ports = over([line], { ...profile, rules: { ...profile.rules, port: none } })
    expect(ports.out[0]).toMatch(new RegExp(`saddr=02000000${hex(changed('203.0.113.77'))}`))
    expect(ports.rows[0]).not.toHaveProperty('tuple')
    const ends = over([line], { ...profile, rules: { ...profile.rules, address: none } })
    expect(ends.out[0]).toMatch(/saddr=-$/)
  })
})

describe('records of the audit of Linux', () => {
  it('keep their form: types and keys stay, ends and identifiers are ruled, times move', () => {
    const { out, rows } = over([
      `node=gw7.corp.example type=SYSCALL ${HEAD} arch=c000003e syscall=42 success=yes exit=-115 ` +
        'a0=7ffd12345678 ppid=1 pid=2211 auid=4294967295 uid=1000 comm="curl" exe="/usr/bin/curl"',
      `type=CRYPTO_SESSION ${HEAD} pid=77 msg='rport=50211 laddr=198.51.100.9 lport=443 ` +
        `addr=203.0.113.77 terminal=? res=success'`,
    ])
    const host = changed('gw7.corp.example', 'hostname')
    const exact = moved(1_772_359_200_123_000_000n)
    const at = String(exact / 1_000_000n)
    const time = `${at.slice(0, -3)}.${at.slice(-3)}`
    expect(out[0]).toContain(`node=${host} type=SYSCALL msg=audit(${time}:`)
    expect(out[0]).toMatch(/ arch=c000003e syscall=42 success=yes exit=-115 a0=- /)
    expect(out[0]).toMatch(/ auid=4294967295 uid=\S+ comm="curl" exe="\/usr\/bin\/curl"$/)
    expect(out[0]).not.toMatch(/2211|=1000| pid=1 /)
    const [a, b] = [changed('203.0.113.77'), changed('198.51.100.9')]
    expect(out[1]).toContain(
      `msg='rport=50211 laddr=${b} lport=443 addr=${a} terminal=? res=success'`,
    )
    expect(rows[0]).toMatchObject({ host, time: exact })
    expect(rows[1]).toMatchObject({
      tuple: { one: { address: a, port: 50211 }, other: { address: b, port: 443 } },
    })
    // Records of one event still have one number.
    const serials = out.map((line) => /audit\([\d.]+:(\w+)\)/.exec(line)?.[1])
    expect(serials[0]).toBe(serials[1])
    expect(serials[0]).not.toBe('4567')
  })

  it.each([
    ['arch=c000003e syscall=49', 'laddr'],
    ['arch=c000003e syscall=42', 'raddr'],
    ['arch=c00000b7 syscall=200', 'laddr'],
    ['arch=c000003e syscall=200', 'raddr'],
    ['arch=40000003 syscall=102 success=yes exit=0 a0=2', 'laddr'],
    ['arch=40000003 syscall=102 success=yes exit=0 a0=3', 'raddr'],
    ['arch=x86_64 syscall=bind', 'laddr'],
    ['arch=x86_64 syscall=connect', 'raddr'],
  ])('whose call is %s have the address of a socket as %s', (call, key) => {
    const socket = (head: string): string =>
      `type=SOCKADDR ${head} saddr=020001BBCB00714D0000000000000000`
    const other = HEAD.replace('4567', '4568')
    const syscall = `type=SYSCALL ${HEAD} ${call} success=yes comm="a"`
    const { rows } = over([syscall, socket(other), socket(HEAD)])
    const end = (k: string) => ({ [`${k}addr`]: changed('203.0.113.77'), [`${k}port`]: 443 })
    expect(rows.slice(1).map((r) => JSON.parse(String(r.attributes)))).toEqual([
      end('r'),
      end(key[0]),
    ])
  })

  it('of many events are told apart by those that were last', () => {
    const at = (serial: number): string => HEAD.replace('4567', String(serial))
    const lines = Array.from(
      { length: 300 },
      (_, i) => `type=SYSCALL ${at(i)} arch=c000003e syscall=49 `,
    )
    const socket = [43, 44].map((i) => `type=SOCKADDR ${at(i)} saddr=020001BBCB00714D`)
    const { rows } = over([...lines, ...socket])
    expect(rows.slice(-2).map((r) => Object.keys(JSON.parse(String(r.attributes)))[0])).toEqual([
      'raddr',
      'laddr',
    ])
  })

  it.each([
    'proctitle=6375726C00687474703A2F2F7A656265646961682F',
    'proctitle="zebediah"',
    'comm=7A6562656469616820',
    'acct="zebediah"',
    'AUID="zebediah"',
    'cmd=7A65626564696168',
    'shop="zebediah"',
    'name="/home/zebediah"',
    'key="zebediah"',
    'a1="zebediah"',
    'zebediah=3',
  ])('hide what somebody typed, or is called: %s', (pair) => {
    const { out } = over([`type=USER_CMD ${HEAD} pid=1 ${pair}`])
    expect(out[0]).not.toMatch(/zebediah|7A65|6375726C/i)
  })

  it.each([
    ['key=(null) tty=(none)', 'key=(null) tty=(none)'],
    ['dev=08:01 inode=7', /^dev=08:01 inode=[^7]/],
    ['dev=zebediah:00', /^dev=[^z]\S*$/],
    ['key=(zebediah) res=1', /^key=[^z]+ res=1$/],
  ])('keep devices and what stands for nothing: %s', (pairs, left) => {
    const { out } = over([`type=PATH ${HEAD} ${pairs}`])
    expect(out[0].slice(out[0].indexOf('): ') + 3)).toMatch(left)
  })

  it('that are none are dropped, and counted', () => {
    const { run } = over([`type=USER ${HEAD} pid=1`, 'zebediah 203.0.113.77', 'type=USER msg=x'])
    expect(run.counts.records).toEqual({ in: 3, out: 1, dropped: { malformed: 2 } })
  })

  it('are read in linear time', () => {
    for (const s of [`k="`, `k='`, `k='a=`, '{"k=', 'k'.repeat(31)]) {
      const line = (size: number) => `type=USER ${HEAD} ${s.repeat(size / s.length)}`
      const grown = growthOf((size) => over([line(size)]), 15_000)
      expect([s, grown < LINEAR]).toEqual([s, true])
    }
  })
})
