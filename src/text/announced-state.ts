/** Where a text is, between a word that announces and the end of its value. */

/** What was read last. */
export const State = {
  none: 0,
  /** a key was read, of which only `:`, `=` and quotes make an announcement */
  keyed: 1,
  /** the name of a program, behind which only a colon and a blank do */
  program: 2,
  /** a value was read, and a word that joins another follows: `will and rose` */
  joined: 3,
  /** announced; nothing but blanks since */
  weak: 4,
  /** a colon and a blank stand behind: words that tell may still follow */
  colon: 5,
  /** an equals sign or a quote stands behind, or a colon alone: anything is the value */
  strong: 6,
  /** within the value */
  value: 7,
  /** within a part of a path, behind `/home/` or `/users/` */
  part: 8,
} as const

/** Where a text is; `closer` is the quote or bracket that ends the value, or 0. */
export interface Announced {
  state: number
  closer: number
  /** how many backslashes stood before the quote that opened the value */
  escaped: number
  /** the value has several words, and goes on to the next key: `password: correct horse` */
  long: boolean
  /** double quotes stand around values, as in statements of databases */
  readonly isStatement: boolean
}

/** Makes a state in which nothing is announced. */
export function createAnnounced(isStatement: boolean): Announced {
  return { state: State.none, closer: 0, escaped: 0, long: false, isStatement }
}

/** Forgets what was announced. */
export function forget(a: Announced): void {
  a.state = State.none
  a.closer = 0
  a.long = false
}

/** A bracket opens values, up to the one that closes it: `(name)=(will)`. */
export function openTuple(a: Announced, open: number): void {
  a.state = State.value
  a.closer = open === 0x28 ? 0x29 : 0x5d
  a.escaped = 0
}
