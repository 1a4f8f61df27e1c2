/**
 * The shop's own programs, for the recording only: the application behind the web server, a time
 * server, a file drop that speaks a little FTP, and the small talkers of an office network.
 *   node app.mjs shop PORT | pos PORT | ntp | ntp-ask ADDRESS | ftp | ftp-send ADDRESS ME
 *   node app.mjs mdns NAME ADDRESS | mdns-ask NAME ADDRESS | llmnr NAME ADDRESS
 *   node app.mjs syslog ADDRESS TEXT | syslog-line ADDRESS HOST TAG TEXT
 *   node app.mjs syslog-pipe ADDRESS HOST TAG FILE
 */
import { createSocket } from 'node:dgram'
import { appendFileSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { connect, createServer } from 'node:net'
import process from 'node:process'
import { createInterface } from 'node:readline'

const [, , what, ...args] = process.argv

/** A pseudo-random generator, so that each recording has the same covers. */
function bytes(seed, length) {
  const out = Buffer.alloc(length)
  let x = seed * 2654435761 + 1
  for (let i = 0; i < length; i++) {
    x = (Math.imul(x, 1103515245) + 12345) >>> 0
    out[i] = x >>> 16
  }
  return out
}

const people = {
  anna: {
    name: 'Anna Lindqvist',
    mail: 'anna.lindqvist@harborbooks.example',
    sid: 'k7Qv2mZx9LpT4sWd',
  },
  mira: {
    name: 'Mira Castellano',
    mail: 'mira.castellano@postbox.example',
    sid: 'b3Yw8nRc5HjU1gEa',
  },
  tomas: { name: 'Tomas Hedberg', mail: 'tomas.hedberg@postbox.example', sid: 'q9Fk4tJm7XsV2oNb' },
  ines: { name: 'Ines Okonkwo', mail: 'ines.okonkwo@mailhaven.example', sid: 'z5Gd1cPy6TwK8rLh' },
}

function shop(request, response) {
  const url = new URL(request.url, 'http://app')
  const who = url.searchParams.get('user') ?? ''
  const person = people[who]
  request.on('data', () => {})
  request.on('end', () => {
    if (url.pathname === '/login' && person) {
      response.setHeader('Set-Cookie', `sid=${person.sid}; Path=/; HttpOnly`)
      response.end(`<p>Welcome back, ${person.name} (${person.mail})</p>\n`)
    } else if (url.pathname.startsWith('/cover/')) {
      const n = Number(url.pathname.slice(7, -4)) || 1
      response.setHeader('Content-Type', 'image/jpeg')
      response.end(bytes(n, 2000 + (n % 7) * 1500))
    } else if (url.pathname === '/api/orders') {
      response.setHeader('Content-Type', 'application/json')
      const orders = [
        { order: 'HB-20417', customer: people.mira.mail, card: '4929-0412-7735-1186' },
      ]
      response.end(JSON.stringify({ forwarded: request.headers['x-forwarded-for'], orders }))
    } else if (url.pathname === '/gone') {
      response.statusCode = 404
      response.end('no such book\n')
    } else {
      response.setHeader('Content-Type', 'text/html')
      response.end(`<h1>Harbor Books</h1><p>${'A novel about tides. '.repeat(20)}</p>\n`)
    }
  })
}

/** RFC 5905 §7.3: the 48 bytes of an NTP packet. */
function ntp(mode, receive) {
  const p = Buffer.alloc(48)
  p[0] = (4 << 3) | mode
  p[1] = mode === 4 ? 2 : 0
  p[2] = 6
  p[3] = 0xe9
  if (mode === 4) p.set([8, 31, 96, 1], 12)
  const now = Date.now()
  const stamp = (at) => {
    p.writeUInt32BE(Math.floor(now / 1000) + 2208988800, at)
    p.writeUInt32BE(Math.floor(((now % 1000) / 1000) * 2 ** 32), at + 4)
  }
  if (receive) {
    receive.copy(p, 24, 40, 48)
    stamp(16)
    stamp(32)
  }
  stamp(40)
  return p
}

function dnsName(name) {
  const labels = name
    .split('.')
    .map((l) => Buffer.concat([Buffer.from([l.length]), Buffer.from(l)]))
  return Buffer.concat([...labels, Buffer.from([0])])
}

function question(id, name, type) {
  const head = Buffer.from([id >> 8, id & 255, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0])
  return Buffer.concat([head, dnsName(name), Buffer.from([0, type, 0, 1])])
}

function announcement(name, address) {
  const record = (type, data, of) =>
    Buffer.concat([
      dnsName(of),
      Buffer.from([0, type, 0x80, 1, 0, 0, 0, 120, 0, data.length]),
      data,
    ])
  const service = '_ipp._tcp.local'
  const instance = `Print room.${service}`
  const head = Buffer.from([0, 0, 0x84, 0, 0, 0, 0, 4, 0, 0, 0, 0])
  const srv = Buffer.concat([Buffer.from([0, 0, 0, 0, 2, 119]), dnsName(name)])
  const note = 'note=Next to the desk of Anna Lindqvist'
  const txt = Buffer.concat([Buffer.from([note.length]), Buffer.from(note)])
  return Buffer.concat([
    head,
    record(12, dnsName(instance), service),
    record(33, srv, instance),
    record(16, txt, instance),
    record(1, Buffer.from(address.split('.').map(Number)), name),
  ])
}

function send(port, to, message, from, multicastFrom) {
  const s = createSocket('udp4')
  s.bind(from, () => {
    if (multicastFrom) s.setMulticastInterface(multicastFrom)
    s.send(message, port, to, () => setTimeout(() => s.close(), 300))
  })
}

/** RFC 959: enough of a server for one upload in active mode. */
function ftp(socket) {
  socket.write('220 Harbor Books file drop on files.harborbooks.example\r\n')
  let data = null
  socket.on('data', (chunk) => {
    for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
      if (line.startsWith('USER')) socket.write('331 Password please\r\n')
      else if (line.startsWith('PASS')) socket.write('230 Logged in\r\n')
      else if (line.startsWith('PORT')) {
        const n = line.slice(5).split(',').map(Number)
        data = { host: n.slice(0, 4).join('.'), port: n[4] * 256 + n[5] }
        socket.write('200 PORT done\r\n')
      } else if (line.startsWith('STOR') && data) {
        const c = connect(data.port, data.host)
        c.on('data', () => {})
        c.on('close', () => socket.write('226 Stored\r\n'))
        socket.write('150 Here we go\r\n')
      } else if (line.startsWith('QUIT')) socket.end('221 Bye\r\n')
    }
  })
}

function ftpSend(to, me) {
  const listener = createServer((c) => c.end(bytes(99, 4000)))
  listener.listen(0, me, () => {
    const { port } = listener.address()
    const lines = [
      'USER bo',
      'PASS Kettle-Orbit-88',
      `PORT ${me.replaceAll('.', ',')},${port >> 8},${port & 255}`,
      'STOR stock-count.csv',
      'QUIT',
    ]
    const c = connect(21, to)
    c.on('data', (chunk) => {
      if (chunk.toString().startsWith('150')) return
      const line = lines.shift()
      if (line) c.write(`${line}\r\n`)
    })
    c.on('close', () => listener.close())
  })
}

/** RFC 3164 §4.1.2: a time, a host and a tag before the text. */
function oldLine(host, tag, text) {
  const [, day, month, , time] = new Date().toUTCString().split(/[ ,]+/)
  return `${month} ${String(Number(day)).padStart(2)} ${time} ${host} ${tag}: ${text}`
}

const acts = {
  shop: (port) => createHttp(shop).listen(Number(port), '::'),
  pos: (port) =>
    createHttp((q, r) => {
      q.on('data', () => {})
      q.on('end', () => r.end('{"approved":true,"code":"OK-5521"}'))
    }).listen(Number(port), '0.0.0.0'),
  ntp: () => {
    const s = createSocket('udp4')
    s.on('message', (m, from) => s.send(ntp(4, m), from.port, from.address))
    s.bind(123)
  },
  'ntp-ask': (to) => send(123, to, ntp(3), 0),
  ftp: () => createServer(ftp).listen(21, '0.0.0.0'),
  'ftp-send': ftpSend,
  mdns: (name, address) => send(5353, '224.0.0.251', announcement(name, address), 5353, address),
  'mdns-ask': (name, address) => send(5353, '224.0.0.251', question(0, name, 12), 5353, address),
  llmnr: (name, address) => send(5355, '224.0.0.252', question(0x4c4c, name, 1), 0, address),
  'syslog-line': (to, host, tag, text) =>
    send(514, to, Buffer.from(`<38>${oldLine(host, tag, text)}`), 0),
  'syslog-pipe': (to, host, tag, file) => {
    const s = createSocket('udp4')
    createInterface(process.stdin).on('line', (text) => {
      const line = oldLine(host, `${tag}[811]`, text)
      appendFileSync(file, `${line}\n`)
      s.send(`<38>${line}`, 514, to)
    })
  },
  syslog: (to, text) => send(514, to, Buffer.from(`<38>${text}`), 0),
}
acts[what](...args)
