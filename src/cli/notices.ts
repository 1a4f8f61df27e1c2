/** What is said of an input beside the result, on standard error. */

/** So many notices are read; a folder of thousands of cut files has one for each. */
const NOTICES_MAX = 50

/** Shows what a trace has to say about its input: of very many notices the first. */
export function showNotices(notices: readonly string[] = []): void {
  for (const notice of notices.slice(0, NOTICES_MAX)) process.stderr.write(`scrim: ${notice}\n`)
  const more = notices.length - NOTICES_MAX
  if (more > 0) process.stderr.write(`scrim: ${more} more notices of this sort\n`)
}
