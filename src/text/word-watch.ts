/** The contract of those who count words while text is read. */

/**
 * Told of words that no list has and nothing announced, and of those that something announced as
 * somebody's: of each word of each text, so that nothing is remembered between them.
 */
export interface WordWatch {
  free(b: Uint8Array, at: number, end: number): void
  hidden(b: Uint8Array, at: number, end: number): void
}
