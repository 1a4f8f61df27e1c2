/** Orders and customers, for the recording. `node orders.mjs orders`; USR2 breaks it a while. */
import process from 'node:process'
import { ask, database, stockClient } from './calls.mjs'
import { customers } from './people.mjs'
import { serve } from './serve.mjs'
import { load, log } from './telemetry.mjs'

const { trace } = load('@opentelemetry/api')
const db = await database('orders_rw', 'Sextant-Marble-46')
const stock = stockClient()
const cart = 'http://cart1.harborbooks.example:8080'
const pay = 'http://api.lumenpay.example/v1/charge'
let brokenUntil = 0
let next = 20500

for (const c of customers)
  await db.query(
    'INSERT INTO customers (id, name, email, phone, street) VALUES ($1, $2, $3, $4, $5)',
    [c.id, c.name, c.mail, c.phone, c.street],
  )

process.on('SIGUSR2', () => {
  brokenUntil = Date.now() + 6000
})

async function order({ body }) {
  const { customer, name, email, phone, street, card } = JSON.parse(body)
  if (Date.now() < brokenUntil) {
    throw new Error(`order of ${email} was not written: no ledger for ${customer}`)
  }
  const items = JSON.parse((await ask('GET', `${cart}/carts/${customer}`)).text)
  for (const { sku, quantity } of items) {
    await stock('Reserve', { sku, quantity, reservedFor: customer })
  }
  const id = `HB-${next++}`
  trace.getActiveSpan()?.setAttributes({ 'order.id': id, 'enduser.id': customer })
  await db.query('INSERT INTO orders VALUES ($1, $2, $3, $4, $5, $6)', [
    id,
    customer,
    items.length,
    card,
    `${name}, ${street}`,
    phone,
  ])
  const charge = { order: id, pan: card, payer: name }
  const paid = await ask('POST', pay, charge, { Authorization: 'Bearer lp_live_8Zr4TnQ0wXvY6mJd' })
  await ask('DELETE', `${cart}/carts/${customer}`)
  log('info', `order ${id} for ${name} paid with ${card}`, { 'order.id': id, status: paid.status })
  return { status: 201, text: JSON.stringify({ order: id, sent_to: street }) }
}

async function find({ url }) {
  const email = url.searchParams.get('email')
  const { rows } = await db.query('SELECT id, name FROM customers WHERE email = $1', [email])
  if (rows.length === 0) return { status: 404, text: '{}' }
  return { text: JSON.stringify(rows[0]), headers: { 'Content-Type': 'application/json' } }
}

serve(8080, { 'POST /orders': order, 'GET /customers': find })
