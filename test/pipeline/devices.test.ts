/** Counting the devices of a recording by the makers that their addresses name. */
import { describe, expect, it } from 'vitest'
import { createDeviceCount } from '../../src/pipeline/devices.js'
import { dissect, reset } from '../../src/wire/dissect.js'
import { createFrame } from '../../src/wire/frame.js'
import { type Bytes, eth, hex, ip6, ipv4, udp, w16 } from '../leaks/build.js'

const f = createFrame()

function count(frames: readonly Bytes[], most?: number) {
  const devices = createDeviceCount(most)
  for (const bytes of frames) {
    const b = Uint8Array.from(bytes)
    reset(f, b, 0, b.length, b.length)
    expect(dissect(f, 1)).toBeGreaterThanOrEqual(0)
    devices.frame(f)
  }
  return devices
}

const from = (src: string, dst = '02:00:00:00:00:01') =>
  eth(0x0800, ipv4(17, udp(40_000, 40_001, [1, 2])), src, dst)

describe('createDeviceCount', () => {
  it('counts each address of a maker once, at whichever end of frames', () => {
    const a = '00:11:22:00:00:01'
    const b = '00:11:22:00:00:02'
    const { shared } = count([from(a), from(a), from(b), from('00:33:44:00:00:01', a)])
    expect(shared(2)).toEqual(['00:11:22'])
    expect(shared(1)).toEqual(['00:11:22', '00:33:44'])
    expect(shared(3)).toEqual([])
  })

  it('counts no group, no local address and no address of zeros', () => {
    const { shared } = count([
      from('02:11:22:00:00:01', '01:11:22:00:00:01'),
      from('00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff'),
    ])
    expect(shared(1)).toEqual([])
  })

  it('takes an interface identifier for the device that it is made of (RFC 4291 App. A)', () => {
    const header = [...hex('60000000'), ...w16(0), 59, 64]
    const own = ip6('fe80::211:22ff:fe00:1')
    const { shared } = count([
      eth(0x86dd, [...header, ...own, ...ip6('ff02::1')], '00:11:22:00:00:01'),
      eth(0x86dd, [...header, ...ip6('fe80::211:22ff:fe00:2'), ...own]),
    ])
    expect(shared(2)).toEqual(['00:11:22'])
    expect(shared(3)).toEqual([])
  })

  it('counts too few rather than too many when there are more than it remembers', () => {
    const devices = count([from('00:11:22:00:00:01'), from('00:11:22:00:00:02')], 1)
    expect([devices.isFull, devices.shared(2)]).toEqual([true, []])
  })
})
