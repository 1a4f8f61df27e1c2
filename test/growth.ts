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
 * How many times as long `run(4 * size)` takes as `run(size)`: about 4 where cost grows with the
 * length, 16 where with its square. `size` should take some 20 ms: the clock is no finer than one.
 * @param run given a size
 */
export const growthOf = (run: (size: number) => void, size: number): number => {
  // The first is cold, and counts for neither.
  run(4 * size)
  return least(() => run(4 * size), 2) / least(() => run(size), 4)
}

/** Below this, cost is linear: twice what it would be, and well below its square. */
export const LINEAR = 9
