/**
 * What obs1 runs, for the recording only: takes OTLP over HTTP and syslog over UDP, and writes both
 * down as they came: protobuf with its length before it, JSON as lines, syslog as lines.
 *   node receiver.mjs OTLP-FOLDER LOGS-FOLDER
 */
import { createSocket } from 'node:dgram'
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import process from 'node:process'
import { gunzipSync } from 'node:zlib'

const [, , folder, logs] = process.argv

/** A length as protobuf writes one: seven bits a byte, the lowest first. */
function varint(n) {
  const out = []
  for (let rest = n; ; rest >>>= 7) {
    if (rest < 128) return Buffer.from([...out, rest])
    out.push((rest & 127) | 128)
  }
}

createServer((request, response) => {
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => {
    const sent = Buffer.concat(parts)
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent
    const signal = request.url.split('/').at(-1)
    const type = request.headers['content-type']
    if (type === 'application/json') {
      appendFileSync(join(folder, `${signal}.jsonl`), Buffer.concat([body, Buffer.from('\n')]))
    } else {
      appendFileSync(join(folder, `${signal}.binpb`), Buffer.concat([varint(body.length), body]))
    }
    response.writeHead(200, { 'Content-Type': type })
    response.end(type === 'application/json' ? '{}' : '')
  })
}).listen(4318, '::')

const syslog = createSocket('udp4')
syslog.on('message', (message) => {
  const is5424 = /^<\d+>1 /.test(message.toString('latin1', 0, 8))
  appendFileSync(join(logs, is5424 ? 'syslog-5424.log' : 'syslog.log'), `${message}\n`)
})
syslog.bind(514)
