/** Who buys in the shop and what serves them, for the recording only. All of it is invented. */

/** The instances of the shop's services, as their telemetry names them. */
export const instance = {
  front: { host: 'front1', ip: '10.20.0.31', id: 'c2a7e0d4-5b1f-4e86-9d3a-7f60b81e2a31' },
  cart: { host: 'cart1', ip: '10.20.0.32', id: '3f9d6c18-a0e5-4b27-8c71-15e2d9b07f32' },
  orders: { host: 'orders1', ip: '10.20.0.33', id: '8e41b7f2-60cd-4d93-a5e8-b2c90f7d1633' },
  stock: { host: 'stock1', ip: '10.20.0.34', id: 'd50c93ae-7e24-4f18-b6d0-4a8137ce5e34' },
}

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'

/** Customers: their names, how they are reached, how they pay, and from where they come. */
export const customers = [
  {
    id: 'C-10441',
    name: 'Ottilie Brandvold',
    mail: 'ottilie.brandvold@postbox.example',
    phone: '+47 406 55 012',
    street: 'Sjøgata 14, 9405 Lofthamn',
    card: '4929048861204476',
    password: 'Heron-Quartz-31',
    sid: 'fW2kR8vNq5ZtL0yX',
    from: '8.44.12.21',
    agent: `${windows} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36`,
  },
  {
    id: 'C-10442',
    name: 'Emeka Strand',
    mail: 'emeka.strand@mailhaven.example',
    phone: '+44 7700 900481',
    street: '3 Cooper Wharf, Marrowby',
    card: '5167329044180256',
    password: 'Basalt-Fennel-07',
    sid: 'pJ6sD1cHb9UoE4mG',
    from: '91.204.118.34',
    agent: `${windows} Gecko/20100101 Firefox/141.0`,
  },
  {
    id: 'C-10457',
    name: 'Yuki Aldersey',
    mail: 'yuki@aldersey.example',
    phone: '+1 202-555-0143',
    street: '88 Lantern Row, Port Callan',
    card: '4556712309884161',
    password: 'Umbra-Thimble-64',
    sid: 'xT3aV7iQe0MrS5kB',
    from: '185.73.21.7',
    agent: 'HarborReader/3.2 (Pocket PB740; serial PB740-77Q1904)',
  },
  {
    id: 'C-10463',
    name: 'Lucio Marchetti',
    mail: 'l.marchetti@studio-marea.example',
    phone: '+39 055 5550 0172',
    street: 'Via del Faro 9, Torrealta',
    card: '5419083372619049',
    password: 'Gondola-Spruce-20',
    sid: 'hN8wY4zCd2PfK6jA',
    from: '2a07:4e40:19::c0de',
    agent: `${windows} Gecko/20100101 Firefox/142.0`,
  },
  {
    id: 'C-10470',
    name: 'Saoirse Whitlock',
    mail: 'saoirse.whitlock@postbox.example',
    phone: '+353 20 915 5512',
    street: 'Quay Cottage, Ballinstrand',
    card: '4029400177556322',
    password: 'Pewter-Rooster-93',
    sid: 'gO5uL9bMx1TqW7rI',
    from: '185.73.21.200',
    agent: `${windows} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15`,
  },
  {
    id: 'C-10488',
    name: 'Benedikt Oyelaran',
    mail: 'benedikt.oyelaran@mailhaven.example',
    phone: '+49 30 23125 871',
    street: 'Hafenstieg 61, 27499 Norderby',
    card: '4532031188490670',
    password: 'Cobalt-Willow-58',
    sid: 'vE0nC6fJk3XhZ8sP',
    from: '91.204.118.33',
    agent: `${windows} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36`,
  },
]

/** What is sold. */
export const books = [
  { sku: 'HB-9781', title: 'A novel about tides', price: 18.5 },
  { sku: 'HB-9802', title: 'The lighthouse ledger', price: 24 },
  { sku: 'HB-9815', title: 'Knots and their keepers', price: 12.9 },
  { sku: 'HB-9840', title: 'Maps for a small island', price: 31 },
  { sku: 'HB-9866', title: 'Soup at sea', price: 9.5 },
]
