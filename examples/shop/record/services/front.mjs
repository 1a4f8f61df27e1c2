/** The shop window, for the recording only: pages for customers. `node front.mjs front` */

import { ask, stockClient } from './calls.mjs'
import { books, customers } from './people.mjs'
import { serve } from './serve.mjs'
import { load, log } from './telemetry.mjs'

const { context, propagation, trace } = load('@opentelemetry/api')
const checkStock = stockClient()
const cart = 'http://cart1.harborbooks.example:8080'
const orders = 'http://orders1.harborbooks.example:8080'
const html = { 'Content-Type': 'text/html; charset=utf-8' }

const customerOf = (request) => {
  const sid = /sid=(\w+)/.exec(request.headers.cookie ?? '')?.[1]
  return customers.find((c) => c.sid === sid)
}

/** Goes on with the customer in the baggage, so that services further in know whose work it is. */
function as(customer, next) {
  if (!customer) return next()
  trace.getActiveSpan()?.setAttributes({ 'enduser.id': customer.id, 'user.email': customer.mail })
  const baggage = propagation.createBaggage({ 'customer.id': { value: customer.id } })
  return context.with(propagation.setBaggage(context.active(), baggage), next)
}

async function book({ url, request }) {
  const sku = url.pathname.split('/').at(-1)
  return as(customerOf(request), async () => {
    const { quantity } = await checkStock('Check', { sku })
    const title = books.find((b) => b.sku === sku)?.title ?? 'unknown'
    log('info', `${title}: ${quantity} left`, { sku, quantity })
    return { text: `<h1>${title}</h1><p>${quantity} left</p>\n`, headers: html }
  })
}

async function login({ body, request }) {
  const form = new URLSearchParams(body)
  const mail = form.get('email')
  const found = await ask('GET', `${orders}/customers?email=${encodeURIComponent(mail)}`)
  const client = request.headers['x-forwarded-for']
  const customer = customers.find((c) => c.mail === mail && c.password === form.get('password'))
  if (found.status !== 200 || !customer) {
    log('warn', `login failed for ${mail} from ${client}`, { 'user.email': mail })
    return { status: 401, text: 'wrong e-mail or password\n' }
  }
  log('info', `${customer.name} logged in from ${client}`, { 'user.email': mail })
  const cookie = `sid=${customer.sid}; Path=/store; HttpOnly`
  const text = `<p>Welcome back, ${customer.name}</p>\n`
  return { text, headers: { ...html, 'Set-Cookie': cookie }, user: customer.id }
}

async function put({ body, request }) {
  const customer = customerOf(request)
  const form = new URLSearchParams(body)
  return as(customer, async () => {
    const item = { sku: form.get('sku'), quantity: Number(form.get('quantity') ?? 1) }
    const { status, text } = await ask('POST', `${cart}/carts/${customer?.id ?? 'guest'}`, item)
    return { status, text, user: customer?.id }
  })
}

async function checkout({ body, request }) {
  const customer = customerOf(request)
  const form = Object.fromEntries(new URLSearchParams(body))
  return as(customer, async () => {
    const order = { customer: customer?.id, ...form }
    const { status, text } = await ask('POST', `${orders}/orders`, order)
    const level = status < 400 ? 'info' : 'error'
    log(level, `checkout of ${form.name}: ${status}`, { 'user.email': form.email, status })
    return { status: status < 400 ? 200 : 502, text, user: customer?.id }
  })
}

serve(8080, {
  'GET /store/book/': book,
  'GET /store/search': ({ url }) => ({
    text: `<p>Nothing but tides for ${url.searchParams.get('q')}</p>\n`,
    headers: html,
  }),
  'POST /store/login': login,
  'POST /store/cart': put,
  'POST /store/checkout': checkout,
  'GET /store/': () => ({
    text: `<ul>${books.map((b) => `<li>${b.title}, ${b.price}</li>`).join('')}</ul>\n`,
    headers: html,
  }),
})
