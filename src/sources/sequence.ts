/** Several captures as one trace, one after the other in the order given. */
import type { Batch } from '../capture/batch.js'
import { openFile } from './byte-stream.js'
import { openCapture } from './capture-trace.js'
import { addDropped, allNotices, createInterfaceMap, describeAll } from './joined.js'
import type { Trace } from './source.js'

/**
 * Opens files to be read one after the other. Only one is open at a time, but all are looked at
 * first, so that a wrong one is refused before anything is written.
 */
export async function openSequence(paths: readonly string[]): Promise<Trace> {
  const descriptions: string[] = []
  let bytesTotal = 0
  for (const path of paths) {
    const trace = await openCapture(openFile(path))
    descriptions.push(trace.description)
    bytesTotal += trace.progress.bytesTotal
    await trace.close()
  }
  const map = createInterfaceMap()
  const done: string[] = []
  let bytesDone = 0
  let file = 0
  let open: Trace | undefined
  const place = (batch: Batch): void => {
    const list = batch.interfaces
    for (let i = 0; i < batch.count; i++) batch.iface[i] = map.place(file, batch.iface[i], list)
    batch.interfaces = map.interfaces
  }
  return {
    description: describeAll(descriptions),
    get notices() {
      return allNotices(done, open === undefined ? [] : [open])
    },
    async fill(batch) {
      const dropped: Record<string, number> = {}
      batch.count = 0
      while (batch.count === 0 && file < paths.length) {
        open ??= await openCapture(openFile(paths[file]))
        await open.fill(batch)
        addDropped(dropped, batch.dropped)
        place(batch)
        if (batch.count > 0) break
        done.push(...(open.notices ?? []))
        bytesDone += open.progress.bytesRead
        await open.close()
        open = undefined
        file++
      }
      batch.interfaces = map.interfaces
      batch.dropped = dropped
      return batch.count > 0
    },
    get progress() {
      return {
        bytesRead: bytesDone + (open?.progress.bytesRead ?? 0),
        bytesTotal,
      }
    },
    async close() {
      await open?.close()
    },
  }
}
