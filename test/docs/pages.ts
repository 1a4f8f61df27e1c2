/** The pages people read, as files: what they link to, which commands they show. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the project lies. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** A page, by its path from the root. */
export interface Page {
  readonly path: string
  readonly text: string
}

function pagesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((e) => e.isFile() && e.name.endsWith('.md'))
    .map((e) => (folder === '' ? e.name : `${folder}/${e.name}`))
    .toSorted()
}

/** Pages that are written by hand. */
export const pages: readonly Page[] = ['', 'docs/guide', 'docs/design']
  .flatMap(pagesIn)
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

/** A block that is run, and the exit code it must have. */
export interface Block {
  readonly script: string
  readonly exit: number
}

/** The blocks of a page that begin with `# runs` or `# runs, exit N`. */
export function blocksOf(text: string): Block[] {
  const found = text.matchAll(/^```sh\n# runs(?:, exit (\d))?\n(.*?)^```$/gms)
  return [...found].map((m) => ({ script: m[2], exit: Number(m[1] ?? 0) }))
}
