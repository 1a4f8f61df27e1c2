/** Numbers and names as people read them, alike in the data sheet and in the report. */
import type { Finding } from '../audit/check.js'

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const fine = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 })

/** A number: grouped when it is whole, four digits when it is not. */
export function number(x: number): string {
  return Number.isInteger(x) ? whole.format(x) : fine.format(x)
}

/** A number of bytes with its decimal unit. */
export function byteSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let x = bytes
  let i = 0
  while (x >= 1000 && i < units.length - 1) {
    x /= 1000
    i++
  }
  return `${i === 0 ? whole.format(x) : x.toFixed(x < 10 ? 2 : 1)}\u00a0${units[i]}`
}

/** A part of a whole in percent; never rounds something to nothing, or not all to all. */
export function percent(part: number, all: number): string {
  if (all === 0 || part === 0) return '0\u00a0%'
  const p = (100 * part) / all
  if (p < 0.1) return '<\u00a00.1\u00a0%'
  if (p > 99.9 && part !== all) return '>\u00a099.9\u00a0%'
  return `${p.toFixed(p === 100 ? 0 : 1)}\u00a0%`
}

/** A value of a finding: shares in percent, all else as a number. */
export function measured(finding: Finding, x: number): string {
  return /^share\b/.test(finding.measure) ? `${fine.format(100 * x)}\u00a0%` : number(x)
}

/** The interval of a finding in words. */
export function intervalWords(finding: Finding): string {
  const [low, high] = finding.interval
  if (low === high) return 'exact count'
  return `95 % interval ${measured(finding, low)} to ${measured(finding, high)}`
}

/** `1 packet`, `2 packets`. */
export function counted(n: number, thing: string): string {
  return `${number(n)} ${thing}${n === 1 ? '' : 's'}`
}

/** How long pseudonyms last, in words: `1d` is `1 day`. */
export function epochWords(epoch: string): string {
  if (epoch === 'release') return 'for this release'
  const match = /^(\d+)([smhdw])$/.exec(epoch)
  if (match === null) return epoch
  const units = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' }
  return counted(Number(match[1]), units[match[2] as keyof typeof units])
}
