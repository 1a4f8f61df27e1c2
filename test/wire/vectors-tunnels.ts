/** Frames of tunnels, transports and routing protocols for the tests over every dissector. */
import { type Annotated, hexOf } from './frames/build.js'
import { rareFrames } from './frames/rare.js'
import { exchangeFrames, ospfFrames, pimFrames, redundancyFrames } from './frames/routing.js'
import { optionFrames, otherFrames, sctpFrames } from './frames/transports.js'
import { greFrames, ipFrames, udpFrames } from './frames/tunnels.js'
import { wirelessFrames } from './frames/wireless.js'

/** The same frames with each byte's field named. */
export const annotated: readonly Annotated[] = [
  ...greFrames,
  ...ipFrames,
  ...udpFrames,
  ...wirelessFrames,
  ...sctpFrames,
  ...otherFrames,
  ...optionFrames,
  ...ospfFrames,
  ...redundancyFrames,
  ...pimFrames,
  ...exchangeFrames,
  ...rareFrames,
]

/** As hexadecimal; all begin with Ethernet. */
export const vectors: { name: string; linkType: number; hex: string }[] = annotated.map((f) => ({
  name: f.name,
  linkType: 1,
  hex: hexOf(f.parts),
}))
