/**
 * Customers of the shop, for the recording only: each looks around, fills a cart, and pays, from
 * an address of their own.   node shoppers.mjs SECONDS
 */
import { request } from 'node:http'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { books, customers } from './services/people.mjs'

const until = Date.now() + Number(process.argv[2]) * 1000

/** One page; gives the status. */
function page(who, method, path, form, cookie) {
  const body = form && new URLSearchParams(form).toString()
  const is6 = who.from.includes(':')
  const headers = { 'User-Agent': who.agent, Host: 'www.harborbooks.example' }
  if (cookie) headers.Cookie = cookie
  if (body) headers['Content-Type'] = 'application/x-www-form-urlencoded'
  if (body) headers['Content-Length'] = Buffer.byteLength(body)
  const host = is6 ? 'fd42:5ca1:ab1e:20::10' : '8.31.97.10'
  return new Promise((resolve) => {
    const options = { host, method, path, headers, localAddress: who.from, agent: false }
    const sent = request(options, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode))
    })
    sent.setTimeout(20_000, () => sent.destroy())
    sent.on('error', () => resolve(0))
    sent.end(body)
  })
}

async function visit(who, nth) {
  const book = (i) => books[(nth + i) % books.length]
  const { name, mail: email, phone, street, card } = who
  await page(who, 'GET', '/store/')
  await page(who, 'GET', `/store/search?q=tides&mail=${encodeURIComponent(email)}`)
  await page(who, 'GET', `/store/book/${book(0).sku}`)
  if (nth % 3 === 1) await page(who, 'POST', '/store/login', { email, password: 'Not-The-One-00' })
  await page(who, 'POST', '/store/login', { email, password: who.password })
  const cookie = `sid=${who.sid}`
  for (const i of [0, 1 + (nth % 2)]) {
    await sleep(200 + ((nth * 137) % 300))
    await page(who, 'GET', `/store/book/${book(i).sku}`, undefined, cookie)
    await page(who, 'POST', '/store/cart', { sku: book(i).sku, quantity: 1 }, cookie)
  }
  await page(who, 'POST', '/store/checkout', { name, email, phone, street, card }, cookie)
}

await Promise.all(
  customers.map(async (who, at) => {
    await sleep(at * 450)
    for (let nth = at; Date.now() < until; nth++) {
      await visit(who, nth)
      await sleep(6400 + ((nth * 389) % 2100))
    }
  }),
)
