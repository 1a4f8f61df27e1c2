/**
 * How good links are, method by method: wherever a way that knows answers for a record too, it is
 * the truth that the others are held against.
 */
import type { Link, LinkMethod } from './link.js'

/** Ways that know, the surest first. */
const knowing: readonly LinkMethod[] = [
  'trace-context',
  'local-port',
  'local-port-nat',
  'span-id',
  'community-id',
  'tuple',
]
const KNOWN_LEAST = 0.99
const CONFIDENT = 0.95

/** How often a method was right. */
export interface MethodScore {
  readonly method: LinkMethod
  /** what it ties together, as `client spans -> exchanges` */
  readonly between: string
  /** records whose true partner is known by another way */
  readonly known: number
  /** of those, how many the method answered for, and rightly */
  readonly answered: number
  readonly right: number
  /** the same for answers of a confidence above 0.95 */
  readonly confident: number
  readonly confidentRight: number
  /** links in all, whether they can be held against anything or not */
  readonly links: number
}

/** Takes links, those of one record one after the other. */
export interface LinkScore {
  add(link: Link): void
  finish(): MethodScore[]
}

type Tally = { -readonly [K in keyof MethodScore]: MethodScore[K] }

function truthOf(links: readonly Link[]): Link | undefined {
  for (const method of knowing) {
    const found = links.find((l) => l.method === method && l.confidence >= KNOWN_LEAST)
    if (found !== undefined) return found
  }
  return undefined
}

/** Makes an empty score. */
export function createLinkScore(): LinkScore {
  const tallies = new Map<string, Tally>()
  /** truths by what they tie together and by which way: other methods may have missed them */
  const truths = new Map<string, Map<LinkMethod, number>>()
  let held: Link[] = []
  const tallyOf = (method: LinkMethod, layers: string): Tally => {
    const key = `${method} ${layers}`
    let t = tallies.get(key)
    if (t === undefined) {
      t = {
        method,
        between: layers,
        known: 0,
        answered: 0,
        right: 0,
        confident: 0,
        confidentRight: 0,
        links: 0,
      }
      tallies.set(key, t)
    }
    return t
  }
  const judge = (): void => {
    if (held.length === 0) return
    const truth = truthOf(held)
    for (const link of held) {
      const t = tallyOf(link.method, between(link))
      t.links++
      if (truth === undefined || link.method === truth.method) continue
      if (between(link) !== between(truth)) continue
      const right = link.to.id === truth.to.id
      const sure = link.confidence > CONFIDENT
      t.answered++
      if (right) t.right++
      if (sure) t.confident++
      if (sure && right) t.confidentRight++
    }
    if (truth !== undefined) {
      const seen = truths.get(between(truth)) ?? new Map<LinkMethod, number>()
      truths.set(between(truth), seen)
      seen.set(truth.method, (seen.get(truth.method) ?? 0) + 1)
    }
    held = []
  }
  return {
    add(link) {
      const [first] = held
      const same = first && first.from.id === link.from.id && first.from.layer === link.from.layer
      if (!same) judge()
      held.push(link)
    },
    finish() {
      judge()
      for (const t of tallies.values()) {
        for (const [method, n] of truths.get(t.between) ?? []) if (method !== t.method) t.known += n
      }
      return [...tallies.values()]
    },
  }
}

function between(link: Link): string {
  const from = link.role === '' ? link.from.layer : `${link.role} ${link.from.layer}`
  return `${from} -> ${link.to.layer}`
}

/** Scores links at once; those of one record follow one another. */
export function scoreLinks(links: Iterable<Link>): MethodScore[] {
  const score = createLinkScore()
  for (const link of links) score.add(link)
  return score.finish()
}
