/** What is still to be done when the program is told to stop (Ctrl-C, a closed terminal, kill). */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Calls `clean` when the program is told to stop, then lets the signal end it as it would have.
 * A handler runs only when the event loop turns, so whoever works between must let it.
 * @param clean must be done when it returns: nothing that waits gets a turn
 * @returns takes the promise back
 */
export function onStop(clean: () => void): () => void {
  const forget = (): void => {
    for (const signal of SIGNALS) process.off(signal, stop)
  }
  const stop = (signal: NodeJS.Signals): void => {
    forget()
    try {
      clean()
    } finally {
      process.kill(process.pid, signal)
    }
  }
  for (const signal of SIGNALS) process.on(signal, stop)
  return forget
}
