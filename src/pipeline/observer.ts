/** Those who watch the pipeline: they see frames, and change nothing. */
import type { Frame } from '../wire/frame.js'

/** Sees each frame twice: taken apart but unchanged, and rewritten up to `end`. */
export interface Observer {
  before?(f: Frame, seconds: number, nanos: number): void
  after?(f: Frame, end: number, seconds: number, nanos: number): void
}
