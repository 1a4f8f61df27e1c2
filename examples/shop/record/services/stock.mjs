/** Stock, over gRPC, for the recording only. `node stock.mjs stock`; USR1 makes it slow a while. */
import { createSocket } from 'node:dgram'
import process from 'node:process'
import { database, stock } from './calls.mjs'
import { load, log, shop } from './telemetry.mjs'

const { trace } = load('@opentelemetry/api')
const { grpc, api } = stock
const db = await database('stock_rw', 'Ballast-Ivory-73')
const syslog = createSocket('udp4')
let slowUntil = 0

process.on('SIGUSR1', () => {
  slowUntil = Date.now() + 8000
})

/** One line to obs1, as RFC 5424 §6 has it. */
function report(severity, id, data, text) {
  const priority = 16 * 8 + severity
  const params = Object.entries(data).map(([key, value]) => ` ${key}="${value}"`)
  const head = `<${priority}>1 ${new Date().toISOString()} stock1.harborbooks.example stock`
  syslog.send(
    `${head} ${process.pid} ${id} [shop@32473${params.join('')}] ${text}`,
    514,
    '10.20.0.50',
  )
}

/** Which span this is, and between which ports its bytes went: gRPC tells only the server. */
function note(call) {
  const span = trace.getActiveSpan()
  const [, address, port] = /^\[?(.*?)\]?:(\d+)$/.exec(call.getPeer()) ?? []
  if (port) span?.setAttributes({ 'network.peer.address': address, 'network.peer.port': +port })
  const { traceId = '', spanId = '' } = span?.spanContext() ?? {}
  return { trace_id: traceId, span_id: spanId, peer: address, peer_port: port }
}

async function quantityOf(sku) {
  const began = performance.now()
  if (Date.now() < slowUntil) await db.query('SELECT pg_sleep(0.7)')
  const { rows } = await db.query('SELECT quantity FROM stock WHERE sku = $1', [sku])
  shop.lookups.record(performance.now() - began, { sku })
  return rows[0]?.quantity ?? 0
}

async function check(call, done) {
  const { sku } = call.request
  const where = note(call)
  const quantity = await quantityOf(sku)
  report(6, 'CHECK', { ...where, sku }, `${quantity} of ${sku} left`)
  done(null, { sku, quantity })
}

async function reserve(call, done) {
  const { sku, quantity, reservedFor } = call.request
  const where = note(call)
  const left = await quantityOf(sku)
  await db.query('UPDATE stock SET quantity = quantity - $2 WHERE sku = $1', [sku, quantity])
  if (left < 20) log('warn', `${sku} runs out`, { sku, quantity: left })
  report(
    5,
    'RESERVE',
    { ...where, sku, customer: reservedFor },
    `${quantity} kept for ${reservedFor}`,
  )
  done(null, { sku, quantity: left - quantity })
}

const server = new grpc.Server()
server.addService(api.service, { Check: check, Reserve: reserve })
server.bindAsync('[::]:50051', grpc.ServerCredentials.createInsecure(), () => {
  log('info', 'stock is open')
})
