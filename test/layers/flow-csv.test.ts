/** Flow tables in text: known columns are rewritten in their form, others do not leave. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCells, csvLine } from '../../src/bytes/csv-line.js'
import { readMoment } from '../../src/layers/csv-values.js'
import { flows } from '../../src/layers/flows.js'
import { changed, isBalanced, moved, partner, runOver } from './run-layer.js'

const S = 1_000_000_000n

const lines = (...all: string[]): string => all.map((line) => `${line}\n`).join('')

const argus = lines(
  'StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,' +
    'sTos,dTos,TotPkts,TotBytes,SrcBytes,Label,srcUdata',
  '2011/08/10 09:46:53.047277,3550.182373,udp,192.0.2.99,39678,  <->,198.51.100.7,13363,CON,' +
    '0,0,12,875,413,flow=Background-UDP,secret words',
  '1970/01/01 00:00:01.500000,0.5,tcp,192.0.2.99,1027,   ->,198.51.100.7,443,S_RA,' +
    '0,,4,276,156,flow=Normal,more',
  '2011/08/10 09:46:53.5,1,icmp,192.0.2.99,0x0303,   ->,198.51.100.7,0x86fd,URP,0,,1,90,90,,',
  'short,line',
)
const interfaceOf = '2 123456789012 eni-0a1b2c3d4e5f60718'
const vpc = lines(
  `${interfaceOf} 192.0.2.5 198.51.100.9 443 49152 6 10 840 1620140761 1620140821 ACCEPT OK`,
  `${interfaceOf} - - - - - - - 1620140761 1620140821 - NODATA`,
)
const nfdump = lines(
  'ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt',
  '2013-07-09 01:00:23,2013-07-09 01:00:24,1.000,2001:db8::7,2001:db8::8,53,49058,UDP,' +
    '........,0,0,1,126,0,0',
)
const numbers = `srcip,dstip,srcport,dstport,proto,ts,td,pkt,byt,type
3221225985,3325256706,0,80,TCP,1458298072364000.0,305.6,62,1736,background
`
const quoted = 'Src IP;Dst IP;Label;Owner\n"192.0.2.5";"198.51.100.9";"a;b";"alice ""a"" smith"\r\n'

const titles = [
  'Date first seen          Duration Proto      Src IP Addr:Port          Dst IP Addr:Port',
  '   Flags Tos  Packets    Bytes Flows Label',
]
const people = lines(
  titles.join(''),
  '2013-07-09 01:00:23.040     0.028 UDP          192.0.2.99:53    ->     198.51.100.7:49058' +
    ' ...... 0      1    1.2 M     1 Background',
  '2013-07-09 01:00:23.069\t\t0.1 TCP\t2001:db8::7.443\t-> 2001:db8::8.50000' +
    ' .AP.SF 0 6 539 1 From-Kowalska',
  '2013-07-09 01:00:26.553 4.781 IGMP 192.0.2.99:0:0 -> 224.0.0.22:0:0 ...... 0 4 160 1 Background',
  'Summary: total flows: 3, total bytes: 1.2 M, total packets: 11',
)
const tuple = '192.0.2.99,198.51.100.7'
const ugr16 = lines(
  `2016-03-18 10:47:50,2.000,${tuple},53,54321,UDP,.A....,0,0,1,77,background`,
  `2016-03-18 10:47:52.5,305.6,${tuple},4444,22,TCP,.AP.SF,0,72,5,770,anomaly-sshscan`,
  `2016-03-18 10:47:52,1.0,${tuple},4444,22,TCP,.AP.SF,0,72,5,770,kowalska`,
)

describe('flow tables in text', () => {
  it('of nfdump for people are read by the titles of their columns, and laid out anew', () => {
    expect(flows.recognise(Buffer.from(people))).toBe('nfdump-text')
    const { out, rows, run } = runOver(flows, Buffer.from(people))
    const [a, b] = [changed('192.0.2.99'), changed('198.51.100.7')]
    const written = out.toString().split('\n')
    const parts = written[1].split(/ +/)
    expect(parts[0]).toMatch(/^20\d\d-\d\d-\d\d$/)
    const flow = ['0.028', 'UDP', `${a}:53`, '->', `${b}:49058`, '......', '0', '1', '1200000', '1']
    expect(parts.slice(2)).toEqual([...flow, 'Background'])
    // Where addresses stand does not say how long they were.
    expect(written[1].indexOf('->')).toBe(written[3].indexOf('->'))
    expect(out.toString()).not.toMatch(/Kowalska|192\.0\.2\.99|2001:db8::7|Summary/)
    expect(run.counts.records).toEqual({ in: 4, out: 3, dropped: { 'wrong-columns': 1 } })
    expect(rows[0]).toMatchObject({
      sourceIPv4Address: a,
      sourceTransportPort: 53,
      destinationTransportPort: 49058,
      protocolIdentifier: 17,
      packetDeltaCount: 1n,
      flowStartNanoseconds: moved(nanosOf('2013-07-09 01:00:23.040')),
    })
    expect(rows[1]).toMatchObject({ sourceIPv6Address: changed('2001:db8::7') })
    expect(JSON.parse(String(rows[0].other)).flowLabel).toBe('Background')
    // What left is read again as what it was.
    expect(flows.recognise(out)).toBe('nfdump-text')
    expect(runOver(flows, out).run.counts.records.out).toBe(3)
  })

  it("of UGR'16 need no first line, and say when flows ended", () => {
    expect(flows.recognise(Buffer.from(ugr16))).toBe('ugr16-csv')
    const { out, rows } = runOver(flows, Buffer.from(ugr16))
    expect(out.toString()).not.toMatch(/192\.0\.2\.99|kowalska/)
    expect(out.toString().split('\n')[1]).toMatch(
      /,4444,22,TCP,\.AP\.SF,0,72,5,770,anomaly-sshscan$/,
    )
    const end = moved(nanosOf('2016-03-18 10:47:50'))
    expect(rows[0]).toMatchObject({
      flowStartNanoseconds: end - 2n * S,
      flowEndNanoseconds: end,
      octetDeltaCount: 77n,
    })
    const other = ugr16.replace('10:47:50,2.000', '10:47:50;2.000')
    expect(flows.recognise(Buffer.from(other))).toBeUndefined()
  })

  it('are recognised by their first line', () => {
    const found = [argus, vpc, nfdump, numbers, quoted].map((t) => flows.recognise(Buffer.from(t)))
    const names = ['binetflow-csv', 'vpc-flow-log', 'nfdump-csv', 'ugr16-csv', 'flow-csv']
    expect(found).toEqual(names)
    for (const other of ['src,dst\n', '{"srcip":1,"dstip":2}\n', 'srcip,user,action\n', '']) {
      expect(flows.recognise(Buffer.from(other))).toBeUndefined()
    }
  })

  it('codes with numbers of somebody behind ordinary words do not leave', () => {
    const planted = ['4111111111111111', '+49151234567', '203.0.113.77', '2024-05-25T13:20:08Z']
    const more = ['3c:5a:b4:93:27:26', '8.8.8.8']
    const ends = 'srcaddr,dstaddr,label,state,version'
    const rows = [...planted, ...more].map(
      (v) => `192.0.2.1,198.51.100.2,flow=From-${v},${v},from ${v}`,
    )
    const ordinary = '192.0.2.1,198.51.100.2,flow=From-Botnet-V51-2-UDP,FSPA_FSPA,2'
    const { out } = runOver(flows, Buffer.from(lines(ends, ...rows, ordinary)))
    for (const v of [...planted, ...more]) expect(out.toString()).not.toContain(v)
    expect(out.toString()).toContain(',flow=From-Botnet-V51-2-UDP,FSPA_FSPA,2\n')
  })

  it('a port with a fraction, a size that is the time of its line and an AS do not leave', () => {
    const head = 'ts,td,srcip,dstip,srcport,dstport,proto,byt,type'
    const at = 1_772_359_200
    const rows = lines(
      head,
      `${at},1.5,192.0.2.5,198.51.100.9,52.482317,443,TCP,${at - 60},AS48231`,
      `${at},${at}.25,192.0.2.5,198.51.100.9,50000,443,TCP,1500000000,normal`,
    )
    const out = runOver(flows, Buffer.from(rows)).out.toString().trim().split('\n').slice(1)
    expect(out.map((l) => l.split(',').toSpliced(2, 2).slice(1))).toEqual([
      ['1.5', '', '443', 'TCP', '', ''],
      ['', '50000', '443', 'TCP', '1500000000', 'normal'],
    ])
  })

  it('of Argus keep their form; what is not known does not leave', () => {
    const ran = runOver(flows, Buffer.from(argus))
    const written = ran.out.toString().split('\n')
    expect(written[0]).toBe(argus.split('\n')[0].replace('srcUdata', 'column16'))
    const cells = written[1].split(',')
    expect(cells[0]).toMatch(/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\.\d{6}$/)
    const [a, b] = [changed('192.0.2.99'), changed('198.51.100.7')]
    const rest = ['3550.182373', 'udp', a, '39678', '  <->', b, '13363', 'CON', '0', '0', '12']
    expect(cells.slice(1)).toEqual([...rest, '875', '413', 'flow=Background-UDP', ''])
    expect(written[2]).toMatch(/^1970\/01\/01 00:00:01\.500000,/)
    expect(written[3]).toContain(',0x0303,')
    expect(ran.run.counts).toEqual({
      records: { in: 4, out: 3, dropped: { 'wrong-columns': 1 } },
      suppressed: { 'unknown-column': 2 },
    })
    expect(ran.rows[0]).toMatchObject({
      sourceIPv4Address: a,
      destinationIPv4Address: b,
      protocolIdentifier: 17,
      octetDeltaCount: 413n,
      reverseOctetDeltaCount: 462n,
      flowStartNanoseconds: moved(nanosOf('2011-08-10 09:46:53.047277')),
    })
  })

  it('of AWS come without a first line, and have gaps', () => {
    const { out, rows } = runOver(flows, Buffer.from(vpc))
    const [first, second] = out.toString().split('\n')
    expect(first.split(' ')).toHaveLength(14)
    expect(first).not.toMatch(/123456789012|eni-0a1b2c3d4e5f60718|192\.0\.2\.5/)
    expect(second).toMatch(/ - - - - - - - \d{10} \d{10} - NODATA$/)
    expect(rows).toHaveLength(1)
    expect(rows).toMatchObject([
      {
        sourceIPv4Address: changed('192.0.2.5'),
        packetDeltaCount: 10n,
        flowStartNanoseconds: moved(1620140761n * S),
      },
    ])
  })

  it('of nfdump have IPv6 and ISO times', () => {
    const { rows } = runOver(flows, Buffer.from(nfdump))
    expect(rows).toMatchObject([
      {
        sourceIPv6Address: changed('2001:db8::7'),
        protocolIdentifier: 17,
        octetDeltaCount: 126n,
        reverseOctetDeltaCount: 0n,
        flowStartNanoseconds: moved(nanosOf('2013-07-09 01:00:23')),
      },
    ])
  })

  it('with addresses as numbers get the same pseudonyms as in text', () => {
    const { out, rows } = runOver(flows, Buffer.from(numbers))
    const number = changed('192.0.2.1')
      .split('.')
      .reduce((n, part) => n * 256 + Number(part), 0)
    expect(out.toString().split('\n')[1].split(',')[0]).toBe(String(number))
    expect(rows).toMatchObject([{ sourceIPv4Address: changed('192.0.2.1') }])
  })

  it('with quotes are read and written as such', () => {
    const { out } = runOver(flows, Buffer.from(quoted))
    const [first, second] = out.toString().split(/\r?\n/)
    expect(first).toBe('Src IP;Dst IP;Label;column4')
    expect(second.split(';').slice(0, 2)).toEqual([changed('192.0.2.5'), changed('198.51.100.9')])
    expect(out.toString()).not.toContain('alice')
    expect(out.toString().endsWith('\r\n')).toBe(true)
  })

  it('whose quotes do not close, or have text behind them, are no rows', () => {
    const ends = '192.0.2.5;198.51.100.9'
    const more = [`${ends};"normal`, `${ends};"nor"mal`, `${ends};normal, "so;" to say`]
    const { run } = runOver(flows, Buffer.from(lines('Src IP;Dst IP;Label', ...more)))
    expect(run.counts.records).toEqual({ in: 3, out: 0, dropped: { 'wrong-columns': 3 } })
  })

  it('may begin with a byte order mark, and stand behind one another', () => {
    const plain = runOver(flows, Buffer.from(argus))
    const marked = runOver(flows, Buffer.from(`\ufeff${argus}${argus}`))
    const [head] = plain.out.toString().split(/(?<=\n)/)
    expect(marked.out.toString()).toBe(plain.out.toString() + plain.out.subarray(head.length))
    const dropped = { 'wrong-columns': 2, heading: 1 }
    expect(marked.run.counts.records).toEqual({ in: 9, out: 6, dropped })
    expect(flows.recognise(Buffer.from(`\ufeff${ugr16}`))).toBe('ugr16-csv')
    expect(runOver(flows, Buffer.from(`\ufeff${ugr16}`)).rows).toHaveLength(3)
  })

  it('have as many columns as they had, whatever stood in quotes', () => {
    const cell = fc.oneof(
      fc.array(fc.constantFrom(...' ",;|\ta1'), { maxLength: 5 }).map((all) => all.join('')),
      fc.constantFrom('192.0.2.5', ' 192.0.2.5 ', '2018/05/10 10:52:47', '7', 'normal', '\t7'),
    )
    const names = ['srcaddr', 'dstaddr', 'starttime', 'bytes', 'label', 'owner', 'sport', 'smac']
    const row = fc.array(cell, { minLength: names.length, maxLength: names.length })
    fc.assert(
      fc.property(row, fc.constantFrom(',', '\t', ';', '|', ' '), (cells, separator) => {
        const text = lines(names.join(separator), csvLine(cells, separator))
        const { out, run } = runOver(flows, Buffer.from(text))
        expect(run.counts.records.out).toBe(1)
        const left = csvCells(out.toString('latin1').split('\n')[1], separator)
        expect(left).toHaveLength(names.length)
        // What says nothing says it still, and does not stand elsewhere.
        for (const [i, was] of cells.entries()) {
          if (was.trim() === '' && i !== 5) expect(left?.[i]).toBe(was)
        }
      }),
      { numRuns: 500, seed: 8 },
    )
  })

  it('have headings that say no more than which column it is', () => {
    const wide = 'x'.repeat(5000)
    // What is behind 4,096 bytes is not looked at when formats are told apart.
    const heads = ['Src_IP', 'dst...!!!ip', wide, ' Source Port', 'Dst\u0416\u0417 Port']
    const input = `${heads.join(',')}\n192.0.2.5,198.51.100.9,,50000,443\n`
    const { out, rows } = runOver(flows, Buffer.from(input))
    const [first] = out.toString().split('\n')
    expect(first).toBe('Src_IP,dstip,column3, Source Port,dstport')
    expect(rows).toMatchObject([{ sourceIPv4Address: changed('192.0.2.5') }])
  })

  it('how they are cut does not matter', () => {
    const whole = runOver(flows, Buffer.from(argus))
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1 }), (cuts) => {
        const cut = runOver(flows, Buffer.from(argus), { cuts })
        expect(cut.out).toEqual(whole.out)
        expect(cut.rows).toEqual(whole.rows)
      }),
      { numRuns: 20, seed: 5 },
    )
  })

  it('rubbish is counted, and no planted value leaves', () => {
    const planted = ['192.0.2.99', '198.51.100.7', 'secret words']
    const noise = fc.array(fc.tuple(fc.nat(700), fc.constantFrom(...',"\n x.7\t'.split(''))), {
      maxLength: 5,
    })
    fc.assert(
      fc.property(noise, (list) => {
        const header = argus.indexOf('\n') + 1
        const text = argus.split('')
        for (const [at, c] of list) if (header + at < text.length) text.splice(header + at, 0, c)
        const ran = runOver(flows, Buffer.from(text.join('')))
        expect(isBalanced(ran)).toBe(true)
        for (const p of planted) expect(ran.out.toString()).not.toContain(p)
      }),
      { numRuns: 150, seed: 6 },
    )
  })

  it('a line without an end is dropped, the next is read', () => {
    const long = `${'x'.repeat(200_000)}\n`
    const [head, ...rest] = argus.split(/(?<=\n)/)
    const { run } = runOver(flows, Buffer.from(head + long + rest.join('')), { cuts: [9000] })
    expect(run.counts.records.dropped).toMatchObject({ 'too-long': 1 })
    expect(run.counts.records.out).toBe(3)
  })
})

describe('the first line of a flow table', () => {
  const more = (n: number, of = 'c'): string =>
    Array.from({ length: n }, (_, i) => `${of}${i}`).join(',')
  const table = (n: number): string =>
    lines(
      `srcip,dstip,proto,${more(n)}`,
      ...Array.from({ length: 3 }, () => `192.0.2.5,198.51.100.9,tcp${',1'.repeat(n)}`),
    )

  it('may be longer than a row may be, however it is cut', () => {
    const input = table(14_000)
    expect(input.indexOf('\n')).toBeGreaterThan(1 << 16)
    for (const cuts of [[input.length], [30_000]]) {
      const { run } = runOver(flows, Buffer.from(input), { cuts })
      expect(run.counts.records).toEqual({ in: 3, out: 3, dropped: {} })
    }
  })

  it('is too long at some length: then no other line names columns, and it is told', () => {
    for (const cuts of [[2_000_000], [30_000]]) {
      const ran = runOver(flows, Buffer.from(table(170_000)), { cuts })
      expect(ran.out.length).toBe(0)
      expect(ran.run.counts.records.dropped).toEqual({ 'too-long': 4 })
      expect(ran.run.notices).toEqual([expect.stringContaining('longer than 1 MiB')])
    }
    const short = `srcip,dstip,proto,${more(170_000)}\nsrcip,dstip,proto\n192.0.2.5,192.0.2.6,tcp\n`
    const ran = runOver(flows, Buffer.from(short), { cuts: [30_000] })
    expect(ran.run.counts.records.dropped).toEqual({ 'too-long': 1, 'no-columns': 2 })
  })
})

/** Nanoseconds since 1970 of a time in text. */
function nanosOf(text: string): bigint {
  const m = readMoment(text)
  return BigInt(m?.seconds ?? 0) * S + BigInt(m?.nanos ?? 0)
}

describe('readMoment', () => {
  it('reads the forms that tables have', () => {
    const at = { seconds: 1_458_298_072, nanos: 364_000_000 }
    for (const t of ['1458298072.364', '1458298072364', '1458298072364000.0']) {
      expect(readMoment(t)).toEqual(at)
    }
    expect(readMoment('2016-03-18 10:47:52.364')).toEqual(at)
    expect(readMoment('2016/03/18T10:47:52.364')).toEqual(at)
    for (const t of ['', '12', '2016-13-40 10:00:00', 'now']) expect(readMoment(t)).toBeUndefined()
    expect(partner.time.zero).toBe(false)
  })
})
