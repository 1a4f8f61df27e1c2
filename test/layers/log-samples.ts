/** Small logs of every format, with planted persons, hosts, addresses and secrets. */

/** What is planted; none of it may be found after rewriting. */
export const planted = [
  'zebediah',
  'quillfeather',
  'qbert7srv',
  'nimbusfarm',
  '203.0.113.77',
  '2001:db8:77::5',
  '00:16:3e:7a:7b:7c',
  'hunter2secret',
  'zq.pelt@quorra.example.com',
  'quorra',
  '4111111111111111',
  '5559341',
  '9f8e7d6c5b4a39281706f5e4d3c2b1a0',
] as const

const json = (o: object): string => `${JSON.stringify(o)}\n`

const eve =
  json({
    timestamp: '2026-03-01T10:00:00.123456+0200',
    flow_id: 1374195536821504,
    event_type: 'http',
    src_ip: '203.0.113.77',
    src_port: 51698,
    dest_ip: '2001:db8:77::5',
    dest_port: 80,
    proto: 'TCP',
    ether: { src_mac: '00:16:3e:7a:7b:7c' },
    http: { hostname: 'qbert7srv.quorra.example.com', url: '/users/zebediah?token=hunter2secret' },
  }) +
  json({
    timestamp: '2026-03-01T10:00:01.000000+0200',
    event_type: 'alert',
    src_ip: '203.0.113.77',
    alert: { signature: 'login of Zebediah Quillfeather', severity: 2 },
    payload_printable: 'password hunter2secret',
  })

const zeekJson = json({
  ts: 1772359200.384979,
  uid: 'CwBR9S17gSfdlxZyu2',
  'id.orig_h': '203.0.113.77',
  'id.orig_p': 5353,
  'id.resp_h': '2001:db8:77::5',
  user: 'zebediah',
  host: 'qbert7srv',
  conn_state: 'S0',
})

const zeek = [
  '#separator \\x09',
  '#set_separator\t,',
  '#empty_field\t(empty)',
  '#unset_field\t-',
  '#path\thttp',
  '#open\t2026-03-01-10-00-00',
  '#fields\tts\tuid\tid.orig_h\tid.orig_p\thost\turi\tusername\tquillfeather\tconn_state\tbytes',
  '#types\ttime\tstring\taddr\tport\tstring\tstring\tstring\tstring\tstring\tcount',
  '1772359200.384979\tCwBR9S17gSfdlxZyu2\t203.0.113.77\t40001\tqbert7srv\t/zebediah' +
    '\tzebediah\tQuillfeather\tSF\t120',
  '#close\t2026-03-01-10-00-09',
  '',
].join('\n')

const k8s = json({
  kind: 'Event',
  auditID: 'ca1ed9f4-7bf4-4c85-81a8-1b11253d1ba6',
  stageTimestamp: '2026-03-01T10:00:00.902914Z',
  requestURI: '/api/v1/namespaces/nimbusfarm/pods/qbert7srv/exec?command=hunter2secret',
  user: { username: 'zebediah', groups: ['quillfeather'] },
  sourceIPs: ['203.0.113.77'],
  objectRef: { name: 'qbert7srv', namespace: 'nimbusfarm', resource: 'pods' },
  requestObject: { data: { password: 'hunter2secret' } },
})

const event = {
  eventTime: '2026-03-01T10:00:00Z',
  eventName: 'GetObject',
  sourceIPAddress: '203.0.113.77',
  userIdentity: { userName: 'zebediah', arn: 'arn:aws:iam::4111111111111111:user/zebediah' },
  responseElements: { credentials: { sessionToken: 'hunter2secret' } },
}
const cloudtrail = JSON.stringify(
  { Records: [event, { ...event, eventName: 'ListBuckets' }] },
  null,
  2,
)

const windows = json({
  EventID: 3,
  Channel: 'Microsoft-Windows-Sysmon/Operational',
  UtcTime: '2026-03-01 10:00:00.481',
  Hostname: 'qbert7srv.nimbusfarm.local',
  User: 'NIMBUSFARM\\zebediah',
  Image: 'C:\\Users\\zebediah\\AppData\\quorra.exe',
  SourceIp: '203.0.113.77',
  Message: 'Network connection of NIMBUSFARM\\zebediah to 2001:db8:77::5 port 443',
})

const generic = json({
  ts: '2026-03-01T10:00:00.5Z',
  level: 'info',
  msg: 'user zebediah logged in from 203.0.113.77, card 4111111111111111, phone +1 212 5559341',
  user: { email: 'zq.pelt@quorra.example.com', name: 'Zebediah Quillfeather' },
  trace_id: '9f8e7d6c5b4a39281706f5e4d3c2b1a0',
  'zebediah-key': 5559341,
  nested: [{ note: 'ask Quillfeather', password: 'hunter2secret' }],
})

const journal = [
  '__CURSOR=s=9f8e7d6c5b4a39281706f5e4d3c2b1a0;i=1',
  '__REALTIME_TIMESTAMP=1772359200384979',
  '_HOSTNAME=qbert7srv',
  'PRIORITY=6',
  'SYSLOG_IDENTIFIER=sshd',
  'MESSAGE=Accepted password for zebediah from 203.0.113.77 port 40001 ssh2',
  'ZEBEDIAH=quillfeather',
  '',
  '__REALTIME_TIMESTAMP=1772359201384979',
  'MESSAGE=second line of Quillfeather',
  '',
  '',
].join('\n')

const syslog = [
  'Mar  1 10:00:00 qbert7srv sshd[4321]: Failed password for zebediah from 203.0.11' +
    '3.77 port 22 ssh2',
  '<34>Mar  1 10:00:01 qbert7srv su: Quillfeather failed on /dev/pts/8',
  '<165>1 2026-03-01T10:00:02.003Z qbert7srv.quorra.example.com app 8710 ID47 [x@32' +
    '473 user="zebediah"] hello Quillfeather',
  '<165>1 - qbert7srv app - - - no time',
  '',
].join('\n')

const access = [
  '203.0.113.77 - zebediah [01/Mar/2026:10:00:00 +0200] "GET /quillfeather?mail=zq.' +
    'pelt%40quorra.example.com HTTP/1.1" 200 203023',
  '2001:db8:77::5 - - [01/Mar/2026:10:00:01 +0200] "POST /api HTTP/1.1" 404 - "http' +
    's://zebediah:hunter2secret@qbert7srv.quorra.example.com/x" "Mozilla/5.0 (Quillfe' +
    'ather 1.0)"',
  '',
].join('\n')

const plain = [
  '[2026-03-01 10:00:00,143] ERROR could not send mail to zq.pelt@quorra.example.com',
  '\tat com.quorra.Zebediah.send(Zebediah.java:12)',
  '2026-03-01T10:00:01Z INFO host qbert7srv has MAC 00:16:3e:7a:7b:7c',
  '',
].join('\n')

const conntrack = [
  '[1772359200.384979]\t    [NEW] tcp      6 120 SYN_SENT src=203.0.113.77 dst=198.51.100.3 ' +
    'sport=51698 dport=80 [UNREPLIED] src=198.51.100.3 dst=192.0.2.9 sport=80 dport=61001 mark=9',
  'ipv6     10 udp      17 29 src=2001:db8:77::5 dst=2001:db8:78::5 sport=51698 dport=53 ' +
    'packets=1 bytes=76 src=2001:db8:78::5 dst=2001:db8:77::5 sport=53 dport=51698 zebediah',
  '',
].join('\n')

const audit = [
  'type=SYSCALL msg=audit(1772359200.123:4567): arch=c000003e syscall=42 success=yes exit=0 a0=3 ' +
    'ppid=1 pid=2211 auid=1000 uid=1000 comm="quillfeather" exe="/home/zebediah/x" key=(null)',
  'type=SOCKADDR msg=audit(1772359200.123:4567): saddr=02000050CB00714D0000000000000000',
  "type=USER_LOGIN msg=audit(1772359201.000:4571): pid=1 uid=0 auid=1000 ses=3 msg='op=login " +
    'acct="zebediah" exe="/usr/sbin/sshd" hostname=qbert7srv addr=203.0.113.77 terminal=ssh ' +
    "res=success'",
  'type=PROCTITLE msg=audit(1772359200.123:4567): proctitle=' +
    Buffer.from('curl\0zebediah').toString('hex').toUpperCase(),
  '',
].join('\n')

/** A log of each format, by the format's name. */
export const samples: Readonly<Record<string, string>> = {
  'log-eve': eve,
  'log-zeek-json': zeekJson,
  'log-zeek': zeek,
  'log-k8s-audit': k8s,
  'log-cloudtrail': cloudtrail,
  'log-windows': windows,
  'log-json': generic,
  'log-json-array': `[${generic.trim()},\n${generic.trim()}]`,
  'log-journal': journal,
  'log-syslog': syslog,
  'log-access': access,
  'log-audit': audit,
  'log-conntrack': conntrack,
  'log-text': plain,
}
