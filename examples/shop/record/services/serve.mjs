/** An HTTP server that counts and logs what it answers, for the recording only. */
import { SpanStatusCode, trace } from '@opentelemetry/api'
import { bodyOf } from './calls.mjs'
import { count, load, log, logAccess, shop } from './telemetry.mjs'

const http = load('node:http')

async function respond(routes, request, response) {
  const began = process.hrtime.bigint()
  const url = new URL(request.url, 'http://shop')
  const route = Object.keys(routes).find((key) => {
    const [method, path] = key.split(' ')
    return request.method === method && url.pathname.startsWith(path)
  })
  shop.open.add(1)
  let answer = { status: 404, text: 'no such page\n' }
  try {
    const body = await bodyOf(request)
    if (route) answer = await routes[route]({ url, body, request })
  } catch (error) {
    const span = trace.getActiveSpan()
    span?.recordException(error)
    span?.setStatus({ code: SpanStatusCode.ERROR, message: error.message })
    log('error', error.message, {
      'exception.type': error.name,
      'exception.stacktrace': error.stack,
    })
    answer = { status: 500, text: 'something went wrong\n' }
  }
  const { status = 200, text = '', headers = {}, user } = answer
  response.writeHead(status, { 'Content-Length': Buffer.byteLength(text), ...headers })
  response.end(text)
  shop.open.add(-1)
  const seconds = Number(process.hrtime.bigint() - began) / 1e9
  count(seconds, { 'http.route': route?.split(' ')[1] ?? '', 'http.response.status_code': status })
  logAccess(request, status, Buffer.byteLength(text), user)
}

/** Serves `routes`: `METHOD /path` and what answers. */
export function serve(port, routes) {
  http
    .createServer((request, response) => void respond(routes, request, response))
    .listen(port, '::')
}
