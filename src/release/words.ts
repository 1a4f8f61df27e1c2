/** Numbers and names as people read them, alike in the data sheet and in the report. */
import type { Finding } from '../audit/check.js'

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const fine = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 })

/** A number: grouped when it is whole, three digits when it is not. */
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
  return `${i === 0 ? whole.format(x) : x.toFixed(x < 10 ? 2 : 1)} ${units[i]}`
}

/** A part of a whole in percent; never rounds something to nothing, or not all to all. */
export function percent(part: number, all: number): string {
  if (all === 0 || part === 0) return '0 %'
  const p = (100 * part) / all
  if (p < 0.1) return '< 0.1 %'
  if (p > 99.9 && part !== all) return '> 99.9 %'
  return `${p.toFixed(p === 100 ? 0 : 1)} %`
}

/** A value of a finding: shares in percent, all else as a number. */
export function measured(finding: Finding, x: number): string {
  return /^share\b/.test(finding.measure) ? `${fine.format(100 * x)} %` : number(x)
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
