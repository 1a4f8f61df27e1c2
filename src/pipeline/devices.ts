/** Counts the devices of a trace by the makers that their hardware addresses name. */
import type { Frame } from '../wire/frame.js'
import { SPAN } from '../wire/frame.js'
import '../wire/index.js'
import { Holds, hardwareParts, maker } from '../wire/makers.js'

/** Addresses remembered; those beyond are not counted, so that rather too few makers leave. */
const ADDRESSES_MAX = 1 << 18

const PARTS = hardwareParts()

/** Counts of one trace. */
export interface DeviceCount {
  /** notes the addresses of a frame that has been taken apart */
  frame(f: Frame): void
  /** makers with at least `k` addresses, those with most first, as `00:11:22` */
  shared(k: number): string[]
  /** whether there were more addresses than are remembered */
  readonly isFull: boolean
}

/** The last three bytes of the address in a part: the device, for its maker. */
function device(b: Uint8Array, at: number, holds: number): number {
  const size = holds === Holds.eui48 ? 6 : holds === Holds.eui64 ? 8 : 16
  const low = at + size - 3
  return (b[low] << 16) | (b[low + 1] << 8) | b[low + 2]
}

function written(oui: number): string {
  const hex = oui.toString(16).padStart(6, '0')
  return `${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}`
}

/**
 * Makes an empty count. One device is one address with a maker's number, wherever it stands, in an
 * IPv6 address as well. The EUI-64 that is made of an EUI-48 ends as that does, and is the same.
 */
export function createDeviceCount(addressesMax = ADDRESSES_MAX): DeviceCount {
  const seen = new Set<number>()
  const counts = new Map<number, number>()
  let isFull = false
  const meet = (oui: number, low: number): void => {
    // 48 bits are exact in a number
    const address = oui * 0x1000000 + low
    if (seen.has(address)) return
    if (seen.size >= addressesMax) {
      isFull = true
      return
    }
    seen.add(address)
    counts.set(oui, (counts.get(oui) ?? 0) + 1)
  }
  return {
    frame(f) {
      for (let i = 0; i < f.n * SPAN; i += SPAN) {
        for (const { at, holds } of PARTS[f.spans[i]]) {
          const from = f.spans[i + 1] + at
          const oui = maker(f.b, from, holds)
          if (oui >= 0) meet(oui, device(f.b, from, holds))
        }
      }
    },
    shared(k) {
      const of = [...counts].filter(([, n]) => n >= k)
      return of.sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([oui]) => written(oui))
    },
    get isFull() {
      return isFull
    },
  }
}
