/** Frames of applications for the tests over every dissector; all begin with Ethernet. */
import { hexOf } from './frames/build.js'
import { messages } from './messages.js'

/** As hexadecimal. */
export const vectors: { name: string; linkType: number; hex: string }[] = messages.map((m) => ({
  name: m.name,
  linkType: 1,
  hex: hexOf(m.parts),
}))
