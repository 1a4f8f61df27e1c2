/** Times as label sources write them, in nanoseconds since 1970. */

const DATE = '(\\d{4})[-/](\\d\\d)[-/](\\d\\d)'
const TIME = '(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9}))?)?'
const CLOCK = new RegExp(`^${DATE}[T ]${TIME}( ?Z| ?[+-]\\d\\d:?\\d\\d)?$`, 'i')
const SECONDS = /^(\d{1,10})(?:\.(\d{1,18}))?$/
const COUNT = /^(\d{13}(?:\d{3}(?:\d{3})?)?)(?:\.(\d{1,9}))?$/
const LATEST = 253_402_300_799
/** No zone is further from UTC (tz database: Pacific/Kiritimati). */
const AHEAD_MAX = 14 * 60

/** Minutes that a zone such as `+02:00` is ahead; undefined when it is none. */
export function minutesAhead(zone: string): number | undefined {
  const m = /^ ?([+-])(\d\d):?(\d\d)$/.exec(zone)
  if (m === null) return /^ ?Z?$/i.test(zone) ? 0 : undefined
  const minutes = Number(m[2]) * 60 + Number(m[3])
  if (Number(m[3]) > 59 || minutes > AHEAD_MAX) return undefined
  return m[1] === '-' ? -minutes : minutes
}

function digits(fraction: string): bigint {
  return BigInt(fraction.padEnd(9, '0').slice(0, 9))
}

/**
 * Reads a time: seconds since 1970 with a fraction, a count of milli-, micro- or nanoseconds (by
 * its number of digits), or date and clock as in ISO 8601, with `/` for `-` too.
 * @param zone of clocks that name none
 */
export function readMoment(v: unknown, zone = 'Z'): bigint | undefined {
  if (typeof v === 'bigint') return v
  if (v instanceof Date) return BigInt(v.getTime()) * 1_000_000n
  if (typeof v === 'number') {
    if (!(v >= 0 && v < 1e19)) return undefined
    // A double holds seconds of our days to a quarter of a microsecond.
    if (v < 1e11) return BigInt(Math.round(v * 1e6)) * 1000n
    return readMoment(String(Math.round(v)), zone)
  }
  if (typeof v !== 'string') return undefined
  const text = v.trim()
  const c = COUNT.exec(text)
  if (c !== null) return BigInt(`${c[1]}${c[2] ?? ''}`.slice(0, 19).padEnd(19, '0'))
  const s = SECONDS.exec(text)
  if (s !== null) return BigInt(s[1]) * 1_000_000_000n + digits(s[2] ?? '')
  return readClock(text, zone)
}

function readClock(text: string, zone: string): bigint | undefined {
  const m = CLOCK.exec(text)
  if (m === null) return undefined
  const [, year, month, day, hour, minute, second = '00', fraction = '', own] = m
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  const ahead = minutesAhead(own ?? zone)
  if (Number.isNaN(at) || ahead === undefined) return undefined
  return BigInt(at / 1000 - ahead * 60) * 1_000_000_000n + digits(fraction)
}

/** Writes a time in UTC, with nine digits of a second. */
export function writeMoment(at: bigint): string {
  const nanos = ((at % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n
  const seconds = Number((at - nanos) / 1_000_000_000n)
  const within = Math.max(-LATEST, Math.min(LATEST, seconds))
  const clock = new Date(within * 1000).toISOString().slice(0, -5)
  return `${clock}.${String(nanos).padStart(9, '0')}Z`
}
