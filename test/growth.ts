/** How the cost of something grows with what it is given: a machine's speed and load cancel out. */

/** CPU seconds of this process that `run` takes; the least of `tries`, for others only ever add. */
const least = (run: () => void, tries: number): number => {
  let best = Infinity
  for (let i = 0; i < tries; i++) {
    const begun = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(begun)
    best = Math.min(best, (user + system) / 1e6)
  }
  return best
}

/**
 * How many times as long `run(times * size)` takes as `run(size)`: about as many where cost grows
 * with the length, the square of it where with its square. `size` should take some 20 ms: the
 * clock is no finer than one.
 * @param run given a size
 */
export const growthOf = (run: (size: number) => void, size: number, times = 4): number => {
  // The first is cold, and counts for neither.
  run(times * size)
  return least(() => run(times * size), 3) / least(() => run(size), 4)
}

/** Below this, cost is linear: twice of four times, and well below its square. */
export const LINEAR = 9
