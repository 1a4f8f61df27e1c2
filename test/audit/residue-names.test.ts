/** Names as DNS writes them: found where they are kept, settled where a transform wrote labels. */
import { describe, expect, it } from 'vitest'
import { residue } from '../../src/audit/residue.js'
import { dns, dnsName, eth, ipv4, ipv6, question, tcp, text, udp } from '../leaks/build.js'
import { audit, partner } from './harness.js'

const KEEP = { transform: 'keep', args: {} }

describe('residue', () => {
  it.each([
    ['keep', 'fail'],
    ['pseudonym', 'pass'],
  ])('looks for a name of HTTP in the labels of DNS, whose rule is %s', (transform, verdict) => {
    const fields = { 'dns.qname': { transform, args: {} } }
    const asked = dns([question('www.liddel.com', 1)], [])
    const said = text('GET / HTTP/1.1\r\nHost: www.liddel.com\r\n\r\n')
    const both = [
      eth(0x0800, ipv4(17, udp(40000, 53, asked))),
      eth(0x0800, ipv4(6, tcp(40000, 80, said))),
    ]
    const f = audit(residue, both, { ...partner, fields })
    expect([f.verdict, f.value > 0]).toEqual([verdict, verdict === 'fail'])
    expect(f.notes.join()).toContain(verdict === 'fail' ? 'stands in dns.mark, dns.qname' : '')
  })
  it('takes a name in labels that a transform wrote for the pseudonym of another', () => {
    const names = ['1.2.3.4.5.6.example', '2.1.3.4.5.6.example']
    const both = names.map((name) =>
      eth(0x0800, ipv4(17, udp(40000, 53, dns([question(name, 1)], [])))),
    )
    const to = both[0].length - 4
    const f = audit(
      residue,
      both,
      partner,
      (_f, end) => end,
      (b, i) => {
        if (i === 0) b.set(dnsName(names[1]), to - dnsName(names[1]).length)
      },
    )
    expect(f).toMatchObject({ verdict: 'pass', value: 0 })
    expect(f.arms['in what a transform wrote, or across a checksum']).toBeGreaterThan(0)
  })
  it.each([
    ['9.2.0.192.in-addr.arpa', ipv4(6, tcp(40000, 80, []), { src: '192.0.2.9' }), 0x0800],
    [
      `${'9.0.0.0.'.repeat(2)}${'0.'.repeat(16)}8.b.d.0.1.0.0.2.ip6.arpa`,
      ipv6(6, tcp(40000, 80, []), '2001:db8::9:9'),
      0x86dd,
    ],
  ])('looks for an address in the labels of a reverse lookup: %s', (name, packet, type) => {
    const asked = eth(0x0800, ipv4(17, udp(40000, 53, dns([question(name, 12)], []))))
    const fields = { 'dns.qname': { transform: 'keep', args: {} } }
    const frames = [asked, eth(type, packet)]
    const f = audit(residue, frames, { ...partner, fields })
    expect(f).toMatchObject({ verdict: 'fail' })
    expect(f.notes.join()).toContain('stands in dns.mark, dns.qname')
    expect(audit(residue, frames)).toMatchObject({ verdict: 'pass' })
  })
  it.each([
    ['dns.qname', 'wWw.LidDel.cOm', 'www.liddel.com'],
    ['dns.qname', 'www.liddel.com', 'WWW.Liddel.com:8080'],
    ['http.host', 'www.liddel.com', 'WWW.Liddel.com'],
  ])('finds a name in %s in whatever case: %s and %s', (field, asked, said) => {
    const host = text(`GET / HTTP/1.1\r\nHost: ${said}\r\n\r\n`)
    const both = [
      eth(0x0800, ipv4(17, udp(40000, 53, dns([question(asked, 1)], [])))),
      eth(0x0800, ipv4(6, tcp(40000, 80, host))),
    ]
    const kept = audit(residue, both, { ...partner, fields: { [field]: KEEP } })
    expect(kept).toMatchObject({ verdict: 'fail' })
    expect(kept.notes.join()).toContain(`stands in ${field}`)
    expect(audit(residue, both)).toMatchObject({ verdict: 'pass' })
    const hostname = { ...partner.rules, hostname: KEEP }
    expect(audit(residue, both, { ...partner, rules: hostname })).toMatchObject({ verdict: 'pass' })
  })
})
