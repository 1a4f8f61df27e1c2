/** Every frame the dissectors' tests have, for the tests that loop over all dissectors. */
import { annotatedFrames, hexOfFrame } from './annotated.js'
import { vectors as applications } from './vectors-applications.js'
import { vectors as tunnels } from './vectors-tunnels.js'

/** A frame that some dissector takes apart. */
export interface Vector {
  readonly name: string
  readonly linkType: number
  readonly hex: string
}

/** Frames of link and network layers, then of the dissectors that keep theirs elsewhere. */
export const vectors: readonly Vector[] = [
  ...annotatedFrames.map((f) => ({
    name: `${f.file} ${f.name}`,
    linkType: f.linkType,
    hex: hexOfFrame(f),
  })),
  ...tunnels,
  ...applications,
]
