/** What traces made of several captures have in common: one list of interfaces, sums, notices. */
import type { CaptureInterface } from '../capture/batch.js'
import type { Trace } from './source.js'

/** Gives the interfaces of several captures their places in one list. */
export interface InterfaceMap {
  readonly interfaces: CaptureInterface[]
  /** the place of interface `local` of capture `file`, whose own list is `list` */
  place(file: number, local: number, list: readonly CaptureInterface[]): number
}

/** Makes an empty map. Interfaces of different captures stay apart, even when they look alike. */
export function createInterfaceMap(): InterfaceMap {
  const interfaces: CaptureInterface[] = []
  const places: number[][] = []
  return {
    interfaces,
    place(file, local, list) {
      places[file] ??= []
      const of = places[file]
      if (of[local] === undefined) {
        of[local] = interfaces.length
        interfaces.push(list[local])
      }
      return of[local]
    },
  }
}

/** Counts of one capture added to those of another. */
export function addDropped(into: Record<string, number>, from: Record<string, number>): void {
  for (const [reason, n] of Object.entries(from)) into[reason] = (into[reason] ?? 0) + n
}

/** Describes several captures: their number and formats. */
export function describeAll(descriptions: readonly string[]): string {
  const kinds = [...new Set(descriptions.map((d) => d.split(',')[0]))].join(', ')
  return `${descriptions.length} captures (${kinds})`
}

/** What was odd about the captures that are done or being read. */
export function allNotices(done: readonly string[], traces: readonly Trace[]): string[] {
  return [...done, ...traces.flatMap((t) => t.notices ?? [])]
}
