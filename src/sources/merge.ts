/**
 * Several captures as one trace, merged by time. Records of one capture keep their order, also
 * where its clock jumps back; at equal times the capture named first goes first.
 */
import { type Batch, createBatch, RECORD_BYTES_MAX } from '../capture/batch.js'
import { openFile } from './byte-stream.js'
import { openCapture } from './capture-trace.js'
import {
  addDropped,
  allNotices,
  createInterfaceMap,
  describeAll,
  type InterfaceMap,
} from './joined.js'
import type { Trace } from './source.js'

/** Memory for each capture that is open: one record of the largest size and its framing. */
const ARM_BYTES = 2 * RECORD_BYTES_MAX
const ARM_RECORDS = 1 << 12
/** Records looked at to find the first time. */
const PEEK_BYTES = 2 * RECORD_BYTES_MAX

/** One capture: known by its first time until the merge gets there, then open. */
interface Arm {
  readonly file: number
  readonly path: string
  readonly description: string
  readonly bytes: number
  /** time of the next record */
  seconds: number
  nanos: number
  trace: Trace | undefined
  batch: Batch | undefined
  next: number
}

interface Merge {
  /** captures not reached yet, by first time, last first */
  readonly closed: Arm[]
  /** open captures as a binary heap by time of the next record */
  readonly heap: Arm[]
  readonly map: InterfaceMap
  /** batches to be used again */
  readonly spare: Batch[]
  readonly done: string[]
  dropped: Record<string, number>
  bytesDone: number
}

function before(a: Arm, b: Arm): boolean {
  if (a.seconds !== b.seconds) return a.seconds < b.seconds
  if (a.nanos !== b.nanos) return a.nanos < b.nanos
  return a.file < b.file
}

/** Moves the arm at `i` down to its place. */
function sink(heap: Arm[], i: number): void {
  const arm = heap[i]
  for (;;) {
    let child = 2 * i + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child++
    if (!before(heap[child], arm)) break
    heap[i] = heap[child]
    i = child
  }
  heap[i] = arm
}

/** Moves the arm at `i` up to its place. */
function rise(heap: Arm[], i: number): void {
  const arm = heap[i]
  while (i > 0) {
    const parent = (i - 1) >> 1
    if (!before(arm, heap[parent])) break
    heap[i] = heap[parent]
    i = parent
  }
  heap[i] = arm
}

/** Looks at a capture's first record. An empty capture sorts first, to be done with. */
async function peek(file: number, path: string, scratch: Batch): Promise<Arm> {
  const trace = await openCapture(openFile(path))
  try {
    const any = await trace.fill(scratch)
    return {
      file,
      path,
      description: trace.description,
      bytes: trace.progress.bytesTotal,
      seconds: any ? scratch.seconds[0] : Number.NEGATIVE_INFINITY,
      nanos: any ? scratch.nanos[0] : 0,
      trace: undefined,
      batch: undefined,
      next: 0,
    }
  } finally {
    await trace.close()
  }
}

/** Gets the next records of an open capture. @returns false when it has ended and was closed */
async function refill(m: Merge, arm: Arm): Promise<boolean> {
  const { trace, batch } = arm
  if (trace === undefined || batch === undefined) return false
  const more = await trace.fill(batch)
  addDropped(m.dropped, batch.dropped)
  arm.next = 0
  if (more) {
    arm.seconds = batch.seconds[0]
    arm.nanos = batch.nanos[0]
    return true
  }
  m.done.push(...(trace.notices ?? []))
  m.bytesDone += trace.progress.bytesRead
  await trace.close()
  m.spare.push(batch)
  arm.trace = arm.batch = undefined
  return false
}

/** Whether the first record of a closed capture may be the next one. */
function reached(m: Merge): boolean {
  const { closed, heap } = m
  if (closed.length === 0) return false
  return heap.length === 0 || !before(heap[0], closed[closed.length - 1])
}

/** Opens the captures whose first record may be the next one. */
async function reach(m: Merge): Promise<void> {
  while (reached(m)) {
    const arm = m.closed.pop()
    if (arm === undefined) return
    arm.trace = await openCapture(openFile(arm.path))
    arm.batch = m.spare.pop() ?? createBatch(ARM_BYTES, ARM_RECORDS)
    if (await refill(m, arm)) {
      m.heap.push(arm)
      rise(m.heap, m.heap.length - 1)
    }
  }
}

/** Copies the next record of `from` to the end of `to`. @returns the end of the bytes used */
function copyRecord(m: Merge, arm: Arm, from: Batch, to: Batch, end: number): number {
  const i = arm.next
  const n = to.count++
  const [at, length] = [from.at[i], from.length[i]]
  to.bytes.set(from.bytes.subarray(at, at + length), end)
  to.at[n] = end
  to.length[n] = length
  to.wire[n] = from.wire[i]
  to.seconds[n] = from.seconds[i]
  to.nanos[n] = from.nanos[i]
  to.iface[n] = m.map.place(arm.file, from.iface[i], from.interfaces)
  return end + length
}

async function fill(m: Merge, to: Batch): Promise<boolean> {
  to.count = 0
  to.interfaces = m.map.interfaces
  let end = 0
  while (to.count < to.at.length) {
    if (reached(m)) await reach(m)
    const arm = m.heap[0]
    const from = arm?.batch
    if (arm === undefined || from === undefined) break
    if (end + from.length[arm.next] > to.bytes.length) break
    end = copyRecord(m, arm, from, to, end)
    arm.next++
    if (arm.next < from.count) {
      arm.seconds = from.seconds[arm.next]
      arm.nanos = from.nanos[arm.next]
    } else if (!(await refill(m, arm))) {
      const last = m.heap.pop()
      if (last === undefined || m.heap.length === 0) continue
      m.heap[0] = last
    }
    sink(m.heap, 0)
  }
  to.dropped = m.dropped
  m.dropped = {}
  return to.count > 0
}

/** Opens files to be merged by time. A file is held open only while its time is being read. */
export async function openMerged(paths: readonly string[]): Promise<Trace> {
  const scratch = createBatch(PEEK_BYTES, 1)
  const arms: Arm[] = []
  for (const [i, path] of paths.entries()) arms.push(await peek(i, path, scratch))
  const m: Merge = {
    closed: [...arms].sort((a, b) => (before(a, b) ? 1 : -1)),
    heap: [],
    map: createInterfaceMap(),
    spare: [],
    done: [],
    dropped: {},
    bytesDone: 0,
  }
  const open = (): Trace[] => m.heap.flatMap((arm) => arm.trace ?? [])
  return {
    description: describeAll(arms.map((arm) => arm.description)),
    get notices() {
      return allNotices(m.done, open())
    },
    fill: (batch) => fill(m, batch),
    get progress() {
      let bytesRead = m.bytesDone
      for (const trace of open()) bytesRead += trace.progress.bytesRead
      return {
        bytesRead,
        bytesTotal: arms.reduce((sum, arm) => sum + arm.bytes, 0),
      }
    },
    async close() {
      for (const trace of open()) await trace.close()
    },
  }
}
