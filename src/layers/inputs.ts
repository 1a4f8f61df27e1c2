/** The inputs of a release: files and folders by name, each recognised by what is in it. */
import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { ScrimError } from '../bytes/errors.js'
import { isCapture } from '../capture/recognise.js'
import { readYaml } from '../policy/yaml.js'
import { openFile } from '../sources/byte-stream.js'
import { captureOf } from '../sources/capture-trace.js'
import { type Content, damaged, openContent } from '../sources/content.js'
import { readWhole } from '../sources/read-whole.js'
import type { Opened } from './export-sent.js'
import { recogniseLayer } from './index.js'
import type { Layer } from './layer.js'
import { oddText } from './odd-text.js'

/** Bytes by which an input is recognised. */
const HEAD = 1 << 16
const LEAST = 24
const LIST = 'dataset.yaml'
const LIST_BYTES_MAX = 16 << 20
const DOMAIN = /^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63}){0,9}$/i

/** What one input is. */
type Recognised =
  | { readonly is: 'capture' }
  | { readonly is: 'layer'; readonly layer: Layer; readonly format: string }
  | { readonly is: 'unknown' }

/** An input that holds no packets. */
export interface LayerInput {
  readonly path: string
  readonly layer: Layer
  readonly format: string
  /** where it is no file of its own: what lay in packets */
  readonly open?: () => Opened
}

/** A file that cannot be opened as what its first bytes say it is. */
interface Unreadable {
  readonly input: string
  /** in words; they begin with the name of the file */
  readonly why: string
}

/** Inputs by what they are; captures are read together, everything else one by one. */
export interface Inputs {
  readonly captures: readonly string[]
  readonly others: readonly LayerInput[]
  /** files in folders that are nothing known: they are not released */
  readonly unknown: readonly string[]
  /** files in folders that cannot be opened as what they say they are, and why not */
  readonly unreadable?: readonly Unreadable[]
  /** links in folders: they may lead to what nobody meant to release, and are not followed */
  readonly links?: readonly string[]
  /** folders in folders that are releases, or what was said of refused ones */
  readonly releases?: readonly string[]
  /** pipes, sockets and devices in folders */
  readonly special?: readonly string[]
  /** files that were met before, by this or another name */
  readonly twice?: readonly string[]
  /** what a `dataset.yaml` says of all of them */
  readonly description?: string
  /** the domain of hosts that are called by one label, in lower case */
  readonly domain?: string
  /** the year of lines that name none */
  readonly year?: number
}

/** What a list of inputs says beside them. */
type Said = Pick<Inputs, 'description' | 'domain' | 'year'>

/** Opens a stream far enough to be recognised. @throws ScrimError `input` when it is damaged */
export function openAny(stream: Parameters<typeof openContent>[0]): Promise<Content> {
  return openContent(stream, LEAST, HEAD)
}

/** Opens an input again that was recognised. @throws ScrimError `input` when it is damaged */
export async function openInput({ path, open }: LayerInput): Promise<Opened> {
  return open?.() ?? openAny(openFile(path))
}

/** What an opened input is, by its first bytes. */
export function recogniseContent({ head }: Content): Recognised {
  if (isCapture(head)) return { is: 'capture' }
  const found = recogniseLayer(head)
  return found === undefined ? { is: 'unknown' } : { is: 'layer', ...found }
}

/** A file that was named, or found in a folder. */
interface Found {
  readonly path: string
  readonly named: boolean
}

/** Whether a folder is a release or a refusal: made of what lies beside it, not a part of that. */
function isRelease(folder: string): boolean {
  return existsSync(join(folder, 'report.html')) && existsSync(join(folder, 'audit'))
}

/**
 * Files of a folder and of the folders in it, by name; what begins with a dot is left out. A
 * release stands as a folder.
 */
function filesBelow(folder: string): Found[] {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter((e) => !e.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((e) => {
    const path = join(folder, e.name)
    if (e.isDirectory()) return isRelease(path) ? [{ path, named: false }] : filesBelow(path)
    return [{ path, named: false }]
  })
}

const fileSchema = z.union([z.string(), z.looseObject({ path: z.string() })])

const listSchema = z.looseObject({
  description: z.string().optional(),
  /** of lines that name none */
  year: z.number().int().min(1971).max(2199).optional(),
  /** where hosts lie that are called by one label */
  domain: z.string().regex(DOMAIN, 'is no domain').optional(),
  inputs: z.array(fileSchema).min(1),
  /** what is said of the inputs; rewritten and released with them */
  labels: z.array(fileSchema).optional(),
})

/** Reads a `dataset.yaml`: which files of its folder belong to the dataset. */
function readList(path: string): { files: Found[]; said: Said } {
  const hint = 'give it inputs: a list of paths, each as it lies beside it'
  const what = 'list of inputs'
  const bytes = readWhole(path, { what, bytesMax: LIST_BYTES_MAX, code: 'input', hint })
  const list = readYaml(bytes?.toString('utf8') ?? '', listSchema)
  if (typeof list === 'string') {
    throw new ScrimError('input', `${path} is no ${what}: ${list}`, hint)
  }
  const { description, domain, year, inputs, labels = [] } = list
  const files = [...inputs, ...labels].flatMap((input): Found[] => {
    const named = join(dirname(path), typeof input === 'string' ? input : input.path)
    const stat = statSync(named, { throwIfNoEntry: false })
    if (stat === undefined) {
      throw new ScrimError('input', `${path} names ${named}, which is not there`)
    }
    return stat.isDirectory() ? filesBelow(named) : [{ path: named, named: true }]
  })
  const said = {
    ...(description === undefined ? {} : { description }),
    ...(domain === undefined ? {} : { domain: domain.toLowerCase() }),
    ...(year === undefined ? {} : { year }),
  }
  return { files, said }
}

function expand(names: readonly string[]): { files: Found[]; said: Said } {
  let said: Said = {}
  const files = names.flatMap((name): Found[] => {
    const stat = statSync(name, { throwIfNoEntry: false })
    const listed = stat?.isDirectory() ? join(name, LIST) : name
    const isList = basename(listed) === LIST && statSync(listed, { throwIfNoEntry: false })
    if (isList) {
      const list = readList(listed)
      said = { ...list.said, ...said }
      return list.files
    }
    if (stat?.isDirectory() !== true) return [{ path: name, named: true }]
    const found = filesBelow(name)
    if (found.length > 0) return found
    throw new ScrimError('input', `there are no files in ${name}`, 'name what is to be rewritten')
  })
  return { files, said }
}

/**
 * What a file is; a capture is opened as far as its header, so that none fails when its turn comes.
 * @throws ScrimError `input` when it cannot be opened as what it says it is
 */
async function look(path: string, named: boolean): Promise<Recognised> {
  const content = await openAny(openFile(path))
  const what = recogniseContent(content)
  if (what.is === 'capture' && !named) await captureOf(content).close()
  else content.stream.close()
  if (what.is === 'unknown' && content.stream.damage !== '') throw damaged(content.stream)
  const odd = what.is === 'unknown' ? oddText(content.head) : undefined
  if (odd !== undefined) {
    throw new ScrimError('input', `${path} cannot be read: ${odd.what}`, odd.hint)
  }
  return what
}

/**
 * Finds out what each input is. A file that is nothing known, or cannot be opened as what it says
 * it is, is refused when it was named, and left out, and told, when it lay in a folder.
 * @throws ScrimError `input` when a file cannot be read, or is named and nothing known
 */
export async function sortInputs(names: readonly string[]): Promise<Inputs> {
  const { files, said } = expand(names)
  const captures: string[] = []
  const others: LayerInput[] = []
  const unknown: string[] = []
  const links: string[] = []
  const releases: string[] = []
  const special: string[] = []
  const twice: string[] = []
  const seen = new Set<string>()
  const unreadable: Unreadable[] = []
  for (const { path, named } of files) {
    if (!named && lstatSync(path).isSymbolicLink()) {
      links.push(path)
      continue
    }
    if (!named && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
      releases.push(path)
      continue
    }
    // A pipe can be read only once, and a name that is not there has its own error.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) {
      if (named) captures.push(path)
      else special.push(path)
      continue
    }
    const { dev, ino } = statSync(path)
    if (seen.has(`${dev}/${ino}`)) {
      twice.push(path)
      continue
    }
    seen.add(`${dev}/${ino}`)
    let what: Recognised
    try {
      what = await look(path, named)
    } catch (e) {
      if (named || !(e instanceof ScrimError)) throw e
      unreadable.push({ input: path, why: e.message })
      continue
    }
    if (what.is === 'layer') others.push({ path, layer: what.layer, format: what.format })
    else if (what.is === 'capture' || named) captures.push(path)
    else unknown.push(path)
  }
  return { captures, others, unknown, unreadable, links, releases, special, twice, ...said }
}

/** Of more files of one sort than these the others are counted. */
const TOLD_MAX = 20

/** Says one thing of each of these files, or of so many. */
function told(paths: readonly string[], what: string, more = ''): string[] {
  const lines = paths.slice(0, TOLD_MAX).map((path) => `${path} is ${what}, and is left out${more}`)
  const others = paths.length - lines.length
  return others === 0
    ? lines
    : [...lines, `${others} more: each is ${what}, and is left out${more}`]
}

function isEmpty(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.size === 0
}

/** What of the inputs is not released, in words. */
export function leftOut(inputs: Inputs): string[] {
  const { unknown, unreadable = [], links = [], releases = [], special = [], twice = [] } = inputs
  const empty = new Set(unknown.filter(isEmpty))
  return [
    ...unreadable.map(({ why }) => `left out: ${why}`),
    ...told([...empty], 'empty'),
    ...told(
      unknown.filter((path) => !empty.has(path)),
      'nothing known',
    ),
    ...told(special, 'no file, but a pipe, socket or device'),
    ...told(releases, 'a release'),
    ...told(links, 'a link', '; name what it leads to'),
    ...told(twice, 'named twice', ' once'),
  ]
}
