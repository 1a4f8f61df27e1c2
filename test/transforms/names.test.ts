/** Host names: hierarchy, case, suffixes, reverse names, and one pseudonym in all forms. */
import { describe, expect, it } from 'vitest'
import { keyring } from '../keys/keyrings.js'
import { changeLabel, changeText } from './frames.js'

const host = changeText({ transform: 'pseudonym', kind: 'hostname', type: 'hostname' })
const label = changeLabel({ transform: 'pseudonym' })
/** A whole name, label by label, as a dissector notes it. */
function onWire(name: string, by = label): string {
  let begin = 0
  const out = name.split('.').map((l) => {
    const mapped = by(name, begin)
    begin += l.length + 1
    return mapped
  })
  return out.join('.')
}

describe('pseudonym of names', () => {
  it('keeps public suffixes and replaces what stands before', () => {
    for (const [name, suffix] of [
      ['www.bbc.co.uk', '.co.uk'],
      ['mail.example.org', '.org'],
      ['printer.local', '.local'],
      ['a.city.kawasaki.jp', '.kawasaki.jp'],
      ['db.acme.internal', '.internal'],
      ['foo.github.io', '.io'],
    ]) {
      const out = host(name)
      expect(out.endsWith(suffix)).toBe(true)
      expect(out.length).toBe(name.length)
      for (const [i, l] of name.slice(0, -suffix.length).split('.').entries()) {
        const mapped = out.split('.')[i]
        if (name === 'a.city.kawasaki.jp' && l === 'city') continue
        expect(mapped).toMatch(/^[a-z][a-z0-9]*$/)
        if (l.length > 2) expect(mapped).not.toBe(l)
      }
    }
    expect(host('localhost')).toBe('localhost')
  })
  it('keeps no suffix that is none', () => {
    expect(host('dc1.acmecorp')).not.toContain('acmecorp')
    expect(host('acme-laptop')).toMatch(/^[a-z][a-z0-9]{10}$/)
  })
  it('keeps no label under which names are registered, where any label is such a one', () => {
    expect(host('pc4.greenwood.sch.uk')).toMatch(/^[a-z][a-z0-9]{2}\.[a-z][a-z0-9]{8}\.sch\.uk$/)
    for (const name of ['pc4.greenwood.sch.uk', 'a.greenwood.kawasaki.jp', 'b.c.greenwood.er']) {
      expect(host(name)).not.toContain('greenwood')
      expect(onWire(name)).toBe(host(name))
    }
    expect(['www.acme.com.np', 'www.acme.x.se'].map((name) => host(name).slice(8))).toEqual([
      '.com.np',
      '.x.se',
    ])
  })
  it('keeps no label that holds a dot', () => {
    expect(label('_tcp.greenwood.local', 0, 14)).not.toContain('greenwood')
    expect(label('pc.co.uk', 3, 5)).not.toBe('co.uk')
  })
  it('keeps services and their protocols', () => {
    expect(host('_ldap._tcp.dc._msdcs.acme.com')).toMatch(
      /^_ldap\._tcp\.[a-z0-9]{2}\._msdcs\.\w{4}\.com$/,
    )
    expect(host('_acmecorp-sync._tcp.local')).not.toContain('acmecorp')
  })
  it('keeps nothing when told so', () => {
    const all = changeText({ transform: 'pseudonym', args: { keep: 'none' }, type: 'hostname' })
    expect(all('www.example.com')).toMatch(/^[a-z0-9]{3}\.[a-z0-9]{7}\.[a-z0-9]{3}$/)
    expect(all('www.example.com').endsWith('.com')).toBe(false)
  })
  it('gives a name the same pseudonym in text and on the wire', () => {
    const names = ['www.example.com', 'a-b.c_d.example.co.uk', '_sip._udp.voip.acme.net']
    names.push(
      '4.3.2.1.in-addr.arpa',
      'f.0.8.b.d.0.1.0.0.2.ip6.arpa',
      `${'long'.repeat(15)}.acme.com`,
    )
    for (const name of names) expect(onWire(name)).toBe(host(name))
  })
  it('does not depend on case or a last dot', () => {
    expect(host('WWW.Example.COM')).toBe(host('www.example.com'))
    expect(host('www.example.com.')).toBe(`${host('www.example.com')}.`)
    expect(onWire('WWW.EXAMPLE.com')).toBe(host('www.example.com'))
  })
  it('keeps names under one domain together, and tells parents apart', () => {
    const [w, m, o] = ['www.acme.com', 'mail.acme.com', 'www.other.com'].map(host)
    expect(w.split('.').slice(1)).toEqual(m.split('.').slice(1))
    expect(w.split('.')[0]).not.toBe(o.split('.')[0])
  })
  it('is one to one on short labels of one domain', () => {
    const seen = new Set<string>()
    const chars = 'abcdefghijklmnopqrstuvwxyz0123456789'
    for (const a of chars.slice(0, 26)) for (const b of chars) seen.add(label(`${a}${b}.acme.com`))
    expect(seen.size).toBe(26 * 36)
    const one = new Set([...chars.slice(0, 26)].map((a) => label(`${a}.acme.com`)))
    expect(one.size).toBe(26)
  })
  it('keeps no name that is a suffix as a whole, for then it is a host', () => {
    for (const name of ['target', 'cisco', 'com', 'google']) {
      expect(host(name)).toMatch(new RegExp(`^[a-z][a-z0-9]{${name.length - 1}}$`))
      expect(onWire(name)).toBe(host(name))
    }
    expect(host('target')).not.toBe('target')
    expect(host('co.uk')).toMatch(/^[a-z][a-z0-9]\.uk$/)
    expect(host('www.acme.target')).toMatch(/\.target$/)
    expect(['localhost', '_tcp', '_services._dns-sd._udp.local'].map(host)).toEqual([
      'localhost',
      '_tcp',
      '_services._dns-sd._udp.local',
    ])
  })
  it('keeps the form of addresses written as names', () => {
    const out = host('192.168.10.7')
    expect(out).toMatch(/^\d{3}\.\d{3}\.\d{2}\.\d$/)
    expect(out).not.toBe('192.168.10.7')
    expect(host('192.168.10.8').split('.').slice(0, 3)).toEqual(out.split('.').slice(0, 3))
  })
  it('depends on the key', () => {
    const keys = keyring(2)
    const other = changeText({ transform: 'pseudonym', kind: 'hostname', type: 'hostname', keys })
    expect(other('www.acme.com')).not.toBe(host('www.acme.com'))
  })
  it('gives the same whatever was mapped before', () => {
    const names = Array.from({ length: 3000 }, (_, i) => `host${i}.site${i % 7}.acme.com`)
    const first = names.map(host)
    expect(names.reverse().map(host)).toEqual(first.reverse())
    expect(new Set(first).size).toBe(3000)
  })
  it('keeps the length of anything', () => {
    for (const text of ['', '.', '..', '[2001:db8::1]', 'ünïcode.example', 'x'.repeat(600)]) {
      const n = Buffer.byteLength(text)
      expect(Buffer.byteLength(host(text))).toBe(n)
    }
    expect(host('[2001:db8::1]')).not.toContain('db8')
  })
})
