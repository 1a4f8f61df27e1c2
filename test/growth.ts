/** How the cost of something grows with what it is given: a machine's speed and load cancel out. */

/** Below this, cost is linear: twice of four times, and well below its square. */
export const LINEAR = 9
/** CPU seconds that are enough for a clock that is no finer than milliseconds. */
const ENOUGH = 0.03
/** What else a machine does may make one measurement wrong, and hardly three in a row. */
const ATTEMPTS = 3

/** CPU seconds of this process that `run` takes, `n` times. */
function seconds(run: () => void, n: number): number {
  const begun = process.cpuUsage()
  for (let i = 0; i < n; i++) run()
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1e6
}

/** The least of `tries` times: others only ever add. */
const least = (run: () => void, n: number, tries: number): number =>
  Math.min(...Array.from({ length: tries }, () => seconds(run, n)))

/**
 * How many times as long `run(times * size)` takes as `run(size)`: about as many where cost grows
 * with the length, the square of it where with its square. What is not linear is measured again.
 * @param run given a size
 */
export const growthOf = (run: (size: number) => void, size: number, times = 4): number => {
  const small = (): void => run(size)
  const large = (): void => run(times * size)
  // The first is cold, and counts for neither.
  large()
  let n = 1
  while (seconds(small, n) < ENOUGH) n *= 2
  let grown = Infinity
  for (let i = 0; i < ATTEMPTS && grown >= LINEAR; i++) {
    grown = Math.min(grown, least(large, n, 2) / least(small, n, 3))
  }
  return grown
}
