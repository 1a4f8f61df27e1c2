/** The part of `scrim release` that learns which words many sources use, before it rewrites any. */
import type { Inputs } from '../layers/inputs.js'
import { openInput } from '../layers/inputs.js'
import type { Survey } from '../layers/survey.js'
import type { WordFacts } from '../release/report-words.js'
import { type Vocabulary, vocabulary, withWords } from '../text/vocabulary.js'
import { showNotices } from './notices.js'
import { startProgress } from './progress.js'

/** What was learned. */
export interface Learned {
  readonly vocabulary: Vocabulary
  readonly facts: WordFacts
}

/**
 * Reads every input that holds no packets once.
 * @param from sources from which on a word is learned, as the policy says
 */
export async function learnWords(
  others: Inputs['others'],
  survey: Survey,
  from: number,
  quiet: boolean,
): Promise<Learned> {
  for (const other of others) {
    const { layer, format } = other
    const progress = startProgress('counting words', quiet, 'records')
    await survey.input(await openInput(other), layer, format, (stream, counts) =>
      progress.update({ bytesRead: stream.taken, bytesTotal: stream.size }, counts.records.in),
    )
    progress.done()
  }
  const { words, others: left, isFull } = survey.learned()
  if (isFull) showNotices(['too many words that no list has: some of them were not counted'])
  const list = words.map(({ word }) => word)
  return { vocabulary: withWords(vocabulary, list), facts: { from, learned: words, left } }
}
