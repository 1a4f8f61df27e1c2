/** What a refusal leaves: a report and the audit, and no data. */
import { lstatSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { ScrimError } from '../bytes/errors.js'
import { listFiles } from './paths.js'

/** The folder beside a release of this name that says why it was refused. */
export function refusalName(release: string): string {
  return `${release}.refused`
}

/** Whether a folder holds nothing but what a refusal writes. */
export async function holdsRefusal(name: string): Promise<boolean> {
  if (lstatSync(name, { throwIfNoEntry: false })?.isDirectory() !== true) return false
  const [found, problems] = await listFiles(name)
  const isOurs = (path: string) => path === 'report.html' || /^audit\/[^/]+\.json$/.test(path)
  return problems.length === 0 && found.length > 0 && found.every((f) => isOurs(f.path))
}

/** Removes what an earlier refusal wrote; anything else under that name stays, and is an error. */
export async function clearRefusal(name: string): Promise<void> {
  if (lstatSync(name, { throwIfNoEntry: false }) === undefined) return
  if (!(await holdsRefusal(name))) {
    throw new ScrimError(
      'output',
      `${name} is there already, and no refusal of this program`,
      'move it out of the way',
    )
  }
  await rm(name, { recursive: true })
}

/** Removes what an earlier refusal of a release wrote that has left now, and nothing else. */
export async function dropRefusal(release: string): Promise<void> {
  const name = refusalName(release)
  if (await holdsRefusal(name)) await rm(name, { recursive: true })
}
