/** Years of times that name none, as in lines of RFC 3164 §4.1.2. */

/** Where nothing is known: a leap year, so that each day exists. */
const SOME_YEAR = 2024
const DAY = 86_400

/**
 * Times that name no year are those nearest to `near`, in seconds since 1970; of some year where it
 * is not a number. `met` counts them. Whoever reads an input says so before.
 */
export const yearless = { near: Number.NaN, met: 0 }

function distance(year: number, month: number, day: number): number {
  return Math.abs(Date.UTC(year, month - 1, day) / 1000 - yearless.near)
}

/** The year that puts a day nearest to when it is likely to have been. */
export function yearOf(month: number, day: number): number {
  if (!Number.isFinite(yearless.near)) return SOME_YEAR
  const about = Math.floor(1970 + yearless.near / (365.2425 * DAY))
  let best = about
  for (let y = about - 1; y <= about + 1; y += 2) {
    if (distance(y, month, day) < distance(best, month, day)) best = y
  }
  return best
}
