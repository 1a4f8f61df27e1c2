/** Label sources of each form, invented: what they hold that must not leave is named `planted`. */

/** Names, words and addresses that stand in the inputs and may be in nothing that leaves. */
export const planted = [
  'zarniwoop',
  'Vogsphere',
  '192.0.2.77',
  '198.51.100.23',
  '2001:db8:77::23',
  'milliways.example.net',
  'marvin@',
] as const

/** Alerts among other events of Suricata. */
export const eve = [
  {
    timestamp: '2024-03-01T10:00:05.250000+0100',
    flow_id: 77,
    event_type: 'alert',
    src_ip: '192.0.2.77',
    src_port: 40001,
    dest_ip: '198.51.100.23',
    dest_port: 80,
    proto: 'TCP',
    alert: {
      gid: 1,
      signature_id: 2001219,
      signature: 'LOCAL zarniwoop talks to milliways.example.net',
      category: 'Web Application Attack',
      metadata: { mitre_technique_id: ['T1190', 'zarniwoop'], mitre_tactic_id: ['TA0001'] },
    },
    flow: { start: '2024-03-01T10:00:00.000000+0100' },
    host: 'Vogsphere',
  },
  { timestamp: '2024-03-01T10:00:06+0100', event_type: 'dns', dns: { rrname: 'zarniwoop' } },
]
  .map((e) => JSON.stringify(e))
  .join('\n')

/** A notice of Zeek in JSON, and a kind of notice that somebody invented. */
export const notices = [
  {
    ts: 1709283605.25,
    uid: 'Czarniwoop',
    'id.orig_h': '192.0.2.77',
    'id.orig_p': 40001,
    'id.resp_h': '198.51.100.23',
    'id.resp_p': 443,
    proto: 'tcp',
    note: 'SSL::Invalid_Server_Cert',
    msg: 'self signed: zarniwoop',
    sub: 'CN=milliways.example.net',
  },
  { ts: 1709283606.5, note: 'Scan::Port_Scan', src: '192.0.2.77', msg: 'zarniwoop scanned' },
]
  .map((e) => JSON.stringify(e))
  .join('\n')

const types = 'time\tstring\taddr\tport\taddr\tport\tenum\tinterval\tset[string]'

/** Connections of Zeek as in IoT-23: three blanks where the labels begin. */
export const connections = [
  '#separator \\x09',
  '#set_separator\t,',
  '#path\tconn',
  `#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tduration\ttunnel` +
    `_parents   label   detailed-label`,
  `#types\t${types}   string   string`,
  '1709283600.000001\tCzarniwoop\t192.0.2.77\t40001\t198.51.100.23\t23\ttcp\t2.5\t(empty' +
    ')   Malicious   PartOfAHorizontalPortScan',
  '1709283601.5\tCzarniwoop\t192.0.2.77\t40002\t198.51.100.23\t53\tudp\t-\t-   Benign   -',
  '1709283602.5\tCzarniwoop\t192.0.2.77\t40003\t198.51.100.23\t53\tudp\t-\t-   -   -',
  '#close\t2024-03-01-10-00-00',
].join('\n')

/** ndpiReader as a table. */
export const ndpiTable = [
  '#flow_id|protocol|first_seen|last_seen|duration|src_ip|src_port|dst_ip|dst_port|ndpi_' +
    'proto_num|ndpi_proto|proto_by_ip|server_name_sni|c_to_s_pkts',
  '1|6|1709283600.125|1709283601.250|1.125|192.0.2.77|40001|198.51.100.23|443|91.126|TLS' +
    '.Google|Google|milliways.example.net|4',
  '2|17|1709283600.125|1709283601.250|1.125|192.0.2.77|40002|198.51.100.23|9|0|Unknown|Unknown||1',
  '3|6|1709283600.125|1709283601.250|1.125|2001:db8:77::23|40003|2001:db8::1|443|91|TLS.' +
    'milliways.example.net|x||1',
].join('\n')

/** ndpiReader as JSON lines. */
export const ndpiLines = [
  {
    src_ip: '192.0.2.77',
    dest_ip: '198.51.100.23',
    src_port: 40001,
    dst_port: 53,
    ip: 4,
    proto: 'UDP',
    ndpi: { proto: 'DNS', confidence: { 6: 'DPI' }, hostname: 'milliways.example.net' },
    first_seen: 1709283600.125,
    last_seen: 1709283600.25,
  },
]
  .map((e) => JSON.stringify(e))
  .join('\n')

/** ATT&CK metadata of a data set. */
export const attack = `title: zarniwoop moves sideways
id: SDWIN-1
contributors:
- Vogsphere
attack_mappings:
  - technique: T1021
    sub-technique: "002"
    tactics:
      - TA0008
  - technique: zarniwoop
    sub-technique:
    tactics:
simulation:
  adversary_view: net use milliways.example.net
`

/** Faults by hour; the time stamp beside the clock is wrong. */
export const faults = JSON.stringify({
  '08': [
    {
      inject_time: '2024-03-01 08:43:04',
      inject_timestamp: '1709253784',
      inject_pod: 'zarniwoop-7d9',
      inject_type: 'cpu_contention',
    },
  ],
  '09': [{ inject_time: 'at noon', inject_pod: 'zarniwoop-7d9', inject_type: 'return' }],
})

/** Windows of anomalies. */
export const anomalies = JSON.stringify({
  'zarniwoop.csv': [['2024-03-01 10:00:00.000000', '2024-03-01 11:00:00.000000']],
})

/** Flow records of Argus with a label. */
export const argus = [
  'StartTime\tDur\tProto\tSrcAddr\tSport\tDir\tDstAddr\tDport\tTotPkts\tLabel',
  '2024/03/01 10:00:00.5\t1.5\ttcp\t192.0.2.77\t0x9c41\t   ->\t198.51.100.23\t80\t7\tflo' +
    'w=From-Botnet-TCP',
  '2024/03/01 10:00:01\t0\tarp\t00:00:5e:00:53:01\t\t  who\t198.51.100.23\t\t1\tflow=Bac' +
    'kground-ARP',
  '2024/03/01 10:00:02\t0\tudp\t192.0.2.77\t1\t  ->\t198.51.100.23\t2\t1\t',
].join('\n')

/** A table of windows, quoted, with a value that is free text. */
export const windows = [
  'start,end,host,label,description',
  '"2024-03-01T10:00:00Z","2024-03-01T10:05:00Z",192.0.2.77,"DoS Hulk","zarniwoop, by ""' +
    'Vogsphere"""',
  '2024-03-01T10:06:00Z,2024-03-01T10:07:00Z,zarniwoop,scan,',
  '2024-03-01T10:08:00Z,2024-03-01T10:07:00Z,192.0.2.77,scan,',
  '2024-03-01T10:08:00Z,,192.0.2.77,see milliways.example.net,',
].join('\r\n')

/** What a test bed did on purpose: techniques, several targets, faults of one host. */
export const runs = [
  'start,end,kind,label,technique,source,target,target_port,protocol,said_by,note',
  '2024-03-01T10:00:00Z,2024-03-01T10:00:05Z,attack,port scan,T1046,192.0.2.77,' +
    '198.51.100.23 2001:db8:77::23,,tcp,construction,zarniwoop scans',
  '2024-03-01T10:01:00Z,2024-03-01T10:01:05Z,fault,slow answers,,,198.51.100.23,8080,tcp,' +
    'construction,zarniwoop waits',
].join('\n')

/** A list in YAML, with what is the same for all. */
export const list = `# what the runner did
scrim: labels
taxonomy: class
tier: construction
said: { tool: runner, version: "2.1" }
ignore: [idle]
values: { "1": scan }
labels:
  - { label: 1, source: 192.0.2.77, destination: 198.51.100.23, protocol: tcp, dport: 80 }
  - { label: idle, host: 192.0.2.77 }
  - { label: benign, traceId: 0af7651916cd43dd8448eb211c80319c, spanId: b7ad6b7169203331 }
  - { label: benign, record: 12 }
`

/** Entries as scrim writes them. */
export const entries = [
  {
    id: 'c0ffee00-1111-4222-8333-444455556666',
    subject: { kind: 'flow', source: '192.0.2.77', destination: '198.51.100.23', protocol: 6 },
    taxonomy: 'class',
    value: 'scan',
    tier: 'annotation',
    said: { tool: 'analyst', config: 'ab'.repeat(32) },
    confidence: 0.75,
    error: 0.125,
    start: '2024-03-01T10:00:00.000000001Z',
    end: '2024-03-01T10:00:09Z',
    scope: { start: '2024-03-01T00:00:00Z', end: '2024-03-02T00:00:00Z', unlabelled: 'negative' },
    comment: 'zarniwoop says so (marvin@milliways.example.net)',
  },
  {
    id: 'c0ffee00-1111-4222-8333-444455557777',
    retracts: 'c0ffee00-1111-4222-8333-444455556666',
    said: { tool: 'analyst' },
    start: '2024-03-05T10:00:00Z',
    comment: 'zarniwoop was wrong',
  },
  { subject: { kind: 'host', host: 'x' }, taxonomy: 'class', value: 'scan', said: { tool: 'a' } },
]
  .map((e) => JSON.stringify(e))
  .join('\n')
