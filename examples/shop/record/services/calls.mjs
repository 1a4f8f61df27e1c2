/** How the shop's services ask each other, for the recording only. */
import { fileURLToPath } from 'node:url'
import { load, queriesGoBy } from './telemetry.mjs'

const http = load('node:http')
const agent = new http.Agent({ keepAlive: true, maxSockets: 4 })

/** Asks another service over HTTP. */
export function ask(method, url, body, headers = {}) {
  const data = body === undefined ? undefined : JSON.stringify(body)
  const type = data === undefined ? {} : { 'Content-Type': 'application/json' }
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      { method, agent, headers: { 'User-Agent': 'harborbooks/4.7.1', ...type, ...headers } },
      (answer) => {
        const parts = []
        answer.on('data', (part) => parts.push(part))
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString()
          resolve({ status: answer.statusCode, text })
        })
      },
    )
    request.on('error', reject)
    request.end(data)
  })
}

/** The body of a request. */
export function bodyOf(request) {
  return new Promise((resolve) => {
    const parts = []
    request.on('data', (part) => parts.push(part))
    request.on('end', () => resolve(Buffer.concat(parts).toString()))
  })
}

const grpc = load('@grpc/grpc-js')
const proto = load('@grpc/proto-loader').loadSync(
  fileURLToPath(new URL('stock.proto', import.meta.url)),
)

/** What a server or client of the stock needs. */
export const stock = { grpc, api: grpc.loadPackageDefinition(proto).harborbooks.stock.v1.Stock }

/** A function that asks the stock. */
export function stockClient() {
  const at = 'stock1.harborbooks.example:50051'
  const client = new stock.api(at, grpc.credentials.createInsecure())
  return (method, item) =>
    new Promise((resolve, reject) => {
      const deadline = Date.now() + 8000
      client[method](item, { deadline }, (error, answer) =>
        error ? reject(error) : resolve(answer),
      )
    })
}

/** A connection to the database. */
export async function database(user, password) {
  const { Client } = load('pg')
  const host = 'db1.harborbooks.example'
  const client = new Client({ host, user, password, database: 'harbor', application_name: user })
  await client.connect()
  queriesGoBy(client)
  return client
}
