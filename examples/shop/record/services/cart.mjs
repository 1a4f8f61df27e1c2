/** Carts, in memory, for the recording only; telemetry as OTLP/JSON. `node cart.mjs cart` */

import { stockClient } from './calls.mjs'
import { serve } from './serve.mjs'
import { log } from './telemetry.mjs'

const stock = stockClient()
const carts = new Map()
const json = { 'Content-Type': 'application/json' }
const idOf = (url) => url.pathname.split('/').at(-1)

serve(8080, {
  'POST /carts/': async ({ url, body }) => {
    const id = idOf(url)
    const item = JSON.parse(body)
    const { quantity } = await stock('Check', { sku: item.sku })
    if (quantity < item.quantity) return { status: 409, text: '{"error":"sold out"}\n' }
    carts.set(id, [...(carts.get(id) ?? []), item])
    log('info', `cart of ${id} holds ${carts.get(id).length}`, { 'customer.id': id, sku: item.sku })
    return { text: JSON.stringify(carts.get(id)), headers: json }
  },
  'GET /carts/': ({ url }) => ({ text: JSON.stringify(carts.get(idOf(url)) ?? []), headers: json }),
  'DELETE /carts/': ({ url }) => {
    carts.delete(idOf(url))
    return { status: 204 }
  },
})
