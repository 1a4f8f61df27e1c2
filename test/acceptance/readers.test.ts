/** What tshark reads in a release is what it read in the input: the shop and half the captures. */
import { describe } from 'vitest'
import { capturesOf, every, folder, shop, withoutData, withoutReaders } from './captures.js'
import { expectReadable, expectTogether } from './expectations.js'

describe.skipIf(withoutReaders !== '')(`readers of the shop${withoutReaders}`, () => {
  expectReadable([shop], { 'relative sequence numbers': 1000 })
})

const without = withoutData || withoutReaders
describe.skipIf(without !== '')(`readers of every second capture${without}`, () => {
  const paths = folder === '' ? [] : every(2, capturesOf('packets'))
  expectReadable(paths, { 'fingerprints of TLS hellos': 20, 'relative sequence numbers': 9000 })
  const split = folder === '' ? [] : capturesOf('packets').filter((p) => /frag|afs|icmp/i.test(p))
  for (const payload of ['zero', 'filler'] as const) expectTogether(split, payload)
})
