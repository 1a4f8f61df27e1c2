/** Ends of connections in lines of text: as written, as rows have them, and what is none. */
import { describe, expect, it } from 'vitest'
import type { LayerContext } from '../../src/layers/layer.js'
import { endsOfLog } from '../../src/layers/link-log-ends.js'
import { logs } from '../../src/layers/logs.js'
import type { Policy } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { growthOf, LINEAR } from '../growth.js'
import { changed, moved, runOver } from './run-layer.js'

const one = { address: '192.0.2.5', port: 50211 }
const other = { address: '198.51.100.9', port: 443 }

/** What the row of a line says of connections, and its attributes. */
function over(line: string, policy?: Policy) {
  const found: { tuple?: object; attributes?: string }[] = []
  const row: LayerContext['row'] = (table, cells) => {
    const cell = (name: string) => cells[table.columns.findIndex((c) => c.name === name)]
    found.push({ ...endsOfLog(0, cell), attributes: String(cell('attributes')) })
  }
  const ran = runOver(logs, Buffer.from(`${line}\n${line}\n`), {
    ...(policy && { policy }),
    context: { row },
  })
  return { ...found[0], text: ran.out.toString() }
}

const at = (body: string): string => `Mar  1 10:00:01 gw ${body}`
const both = [one, other].map((e) => ({ ...e, address: changed(e.address) }))
const SSHD = `msg='rport=50211 laddr=198.51.100.9 lport=443 exe="/usr/sbin/sshd" addr=192.0.2.5 x'`
const AUDIT = 'type=CRYPTO_SESSION msg=audit(1772359207.123:453): pid=77 uid=0'

describe('lines of text', () => {
  it.each([
    ['sshd', at('sshd[1]: Connection from 192.0.2.5 port 50211 on 198.51.100.9 port 443')],
    [
      'the firewall',
      at('kernel: [UFW BLOCK] IN=eth0 SRC=192.0.2.5 DST=198.51.100.9 PROTO=TCP SPT=50211 DPT=443'),
    ],
    [
      'ASA 302013',
      at(
        '%ASA-6-302013: Built inbound TCP connection 1043 for outside:192.0.2.5/50211 ' +
          '(192.0.2.5/50211) to inside:198.51.100.9/443 (198.51.100.9/443)',
      ),
    ],
    [
      'ASA 106023',
      at('%ASA-4-106023: Deny tcp src outside:192.0.2.5/50211 dst inside:198.51.100.9/443 by x'),
    ],
    [
      'ASA 106100',
      at(
        '%ASA-6-106100: access-list x permitted tcp inside/192.0.2.5(50211) -> ' +
          'outside/198.51.100.9(443) hit-cnt 1',
      ),
    ],
    ['the audit of Linux', `${AUDIT} ${SSHD}`],
  ])('of %s name both ends', (_, line) => {
    expect(over(line).tuple).toMatchObject({ one: both[0], other: both[1] })
  })

  it.each([
    'sshd[1]: Accepted publickey for root from 192.0.2.5 port 50211 ssh2',
    'sshd[1]: Connection closed by 192.0.2.5 port 50211 [preauth]',
  ])('of sshd name the client: %s', (body) => {
    const { tuple } = over(at(body))
    expect(tuple).toMatchObject({ one: both[0] })
    expect(tuple).not.toHaveProperty('other')
  })

  it('of the audit of Linux have the time that they name', () => {
    const { tuple } = over(`${AUDIT} rport=50211 addr=192.0.2.5 x`)
    expect(tuple).toMatchObject({ time: moved(1_772_359_207_123_000_000n) })
  })

  it.each([
    'sshd[1]: listening on port 50211',
    'app: 192.0.2.5 port 99999',
    'app: read /srv/192.0.2.5/50211',
    'app: SRC=192.0.2.5 DPT=443',
    'app: took 3/50211 of 7 (50211)',
  ])('name no end without an address and a port: %s', (body) => {
    expect(over(at(body))).toMatchObject({ attributes: 'null' })
  })

  it('leave ports in no text, and in no row of a policy that suppresses them', () => {
    const line = at('sshd[1]: Connection closed by 192.0.2.5 port 50211 [preauth]')
    expect(over(line).text).not.toContain('50211')
    const profile = profilePolicy('partner')
    const none = { transform: 'suppress', args: {} }
    const { attributes } = over(line, { ...profile, rules: { ...profile.rules, port: none } })
    expect(attributes).toBe('null')
    for (const tier of ['research', 'public'] as const) {
      expect(over(line, profilePolicy(tier)).attributes).not.toContain('192.0.2.5')
    }
  })

  it('are read in linear time', () => {
    const line = (size: number) => at(`${':1.1.1.1/1 ('.repeat(size)} port 1 SPT=`)
    expect(growthOf((size) => over(line(size)), 5000)).toBeLessThan(LINEAR)
  })
})
