/**
 * Lines of flows as nfdump prints them for people, written anew: how many blanks stood beside an
 * address says how long it was.
 */
import { titlesOf } from '../text/flow-lines.js'

/** Widths of columns, by what they are. */
const WIDTHS: Readonly<Record<string, number>> = {
  start: 23,
  end: 23,
  duration: 12,
  protocol: 8,
  srcaddr: 22,
  dstaddr: 22,
}
const WIDTH = 8

function endWritten(address: string, port: string | undefined): string {
  if (port === undefined) return address
  return address.includes(':') ? `${address}.${port}` : `${address}:${port}`
}

/** A line of cells as they leave. */
export function nfdumpLine(names: readonly string[], cells: readonly string[]): string {
  const parts: string[] = []
  for (let i = 0; i < names.length; i++) {
    const name = names[i]
    let cell = cells[i] === '' ? '-' : cells[i]
    const isEnd = name === 'srcaddr' || name === 'dstaddr'
    if (isEnd && names[i + 1]?.endsWith('port')) cell = endWritten(cell, cells[++i])
    if (name === 'dstaddr') parts.push('->')
    parts.push(name === 'label' ? cell : cell.padStart(WIDTHS[name] ?? WIDTH))
  }
  return parts.join(' ')
}

/** The head of a table whose first line is this one. */
export function nfdumpHead(line: string): string {
  const said = line.trim().split(/\s+/)
  let at = 0
  const titles = (titlesOf(line) ?? []).map((title) => {
    const n = title.split(' ').length
    at += n
    return said.slice(at - n, at).join(' ')
  })
  return titles.join('  ')
}
