/** The section of the report that lists the words of free text that were learned. */
import { type Html, html } from './html.js'
import { number } from './words.js'

/** Words that no list has, and that leave because many sources use them. */
export interface WordFacts {
  /** sources from which on a word leaves */
  readonly from: number
  readonly learned: readonly { readonly word: string; readonly records: number }[]
  /** words that could have been learned by their form, and were not */
  readonly left: number
}

const LISTED = 400

/** Words that were learned, with the records that hold them; of the others their number. */
export function wordsSection(words: WordFacts | undefined): Html | undefined {
  if (words === undefined) return undefined
  const { from, learned, left } = words
  const list = [...learned].sort((a, b) => b.records - a.records || (a.word < b.word ? -1 : 1))
  const shown = list.slice(0, LISTED).map(({ word, records }) => `${word} ${number(records)}`)
  const more = list.length > LISTED ? ` and ${number(list.length - LISTED)} more` : ''
  return html`<section><h2>Words that were learned</h2>
<p class="about">A word of free text that is in no list left where records of at least
${number(from)} hosts hold it, and where the addresses and persons in them are as many.
${number(learned.length)} words were learned, with the number of their records;
${number(left)} others became tokens.</p>
${list.length === 0 ? undefined : html`<p>${shown.join(', ')}${more}</p>`}
</section>
`
}
