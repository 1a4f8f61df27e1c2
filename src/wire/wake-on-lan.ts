/** Wake-on-LAN: a hardware address sixteen times over wakes its owner. */
import type { Dissector } from './dissector.js'
import { fields } from './fields.js'
import { span } from './frame.js'
import { Weird } from './weird.js'

const F = fields('wol', {
  sync: ['structure', 'bytes', 'six bytes of ones'],
  hw: ['hardware', 'eui48', 'hardware address of the sleeper'],
  password: ['secret', 'bytes', 'password'],
})
const SIZE = 6 + 16 * 6

/** AMD, Magic Packet Technology, white paper 20213. A password of 4 or 6 bytes may follow. */
export const wakeOnLan: Dissector = {
  name: 'wol',
  title: 'Wake-on-LAN',
  source: 'AMD, Magic Packet Technology, 20213',
  claims: [['ethertype', 0x0842]],
  dissect(f, at, end) {
    const b = f.b
    if (at + SIZE > end) return Weird.truncated
    for (let i = at; i < at + 6; i++) if (b[i] !== 0xff) return 0
    span(f, F.sync, at, at + 6)
    for (let i = at + 6; i < at + SIZE; i += 6) span(f, F.hw, i, i + 6)
    const left = end - at - SIZE
    if (left === 4 || left === 6) span(f, F.password, at + SIZE, end)
    return 0
  },
}
