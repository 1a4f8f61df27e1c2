/** The files that acceptance runs over, and what keeps it from running. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where real captures lie; empty where there are none. */
export const folder = process.env.SCRIM_DATA ?? ''

/** The project's own recording, which is always there. */
export const shop = join(import.meta.dirname, '../../examples/shop/shop.pcapng')

/** Whether a program answers. */
function answers(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0
}

/** Why tests that need tshark and capinfos are left out, or empty. */
export const withoutReaders =
  answers('tshark') && answers('capinfos') ? '' : ' (left out: install tshark)'
/** Why tests over real captures are left out, or empty. */
export const withoutData = folder === '' ? ' (left out: set SCRIM_DATA to their folder)' : ''

/** All files below a folder of the data, by name. */
export function filesOf(inside: string): string[] {
  return readdirSync(join(folder, inside), { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name))
    .sort()
}

/** All captures below a folder of the data, by name. */
export function capturesOf(inside: string): string[] {
  return filesOf(inside).filter((p) => /\.(pcap|pcapng|cap)(\.gz)?$/.test(p))
}

/** Every `n`-th of a list, beginning with the first. */
export function every<T>(n: number, list: readonly T[]): T[] {
  return list.filter((_, i) => i % n === 0)
}
