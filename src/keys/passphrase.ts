/** What a passphrase must be. How it is asked for is the command line's task. */
import { randomBytes } from 'node:crypto'
import { ScrimError } from '../bytes/errors.js'

/** The least number of characters of a passphrase. */
export const PASSPHRASE_MIN = 12

/**
 * Refuses passphrases that could be guessed.
 * @throws ScrimError `key` below 12 characters
 */
export function checkPassphrase(passphrase: string): void {
  const length = [...passphrase].length
  if (length >= PASSPHRASE_MIN) return
  throw new ScrimError(
    'key',
    `a passphrase needs at least ${PASSPHRASE_MIN} characters, this one has ${length}`,
    'four or more words chosen at random are easy to keep and hard to guess',
  )
}

/** A passphrase nobody needs to remember, for a vault that is thrown away. */
export function randomPassphrase(): string {
  return randomBytes(24).toString('base64url')
}
