/**
 * Socket addresses as the audit of Linux prints them: the bytes of a `sockaddr` in hexadecimal
 * digits (socket(7), ip(7), ipv6(7)), of machines that store the low byte of its family first.
 */
import { isMapped } from '../text/addresses.js'
import type { LogValues } from './log-reader.js'

/** Families (Linux, `include/linux/socket.h`). */
const UNIX = 1
const INET = 2
const INET6 = 10
const NETLINK = 16
const PACKET = 17
/** Where the address stands, how long it is, and the least and the whole length. */
const INTERNET: Readonly<Record<number, readonly [number, number, number, number]>> = {
  [INET]: [4, 4, 8, 16],
  [INET6]: [8, 16, 24, 28],
}
const SIZE_MAX = 128

/** A socket address as it leaves: its digits, and its end where it has one. */
export interface SocketLeft {
  readonly digits: string
  readonly address?: Uint8Array
  readonly port?: number
}

/**
 * What a socket address becomes. Of one of the internet leave its address and its port, ruled as
 * such; all that may stand beside them is zero. Of others leaves the family alone: the rest is a
 * path, or a number of the machine's.
 * @returns undefined when it is none, or does not leave
 */
export function socketLeft(l: LogValues, digits: string): SocketLeft | undefined {
  if (!/^(?:[0-9a-f]{2})+$/i.test(digits) || digits.length > 2 * SIZE_MAX) return undefined
  const b = Buffer.from(digits, 'hex')
  if (b.length < 2) return undefined
  const family = b.readUInt16LE(0)
  if (family === UNIX || family === NETLINK || family === PACKET) {
    return { digits: digits.slice(0, 4) }
  }
  const form = Object.hasOwn(INTERNET, family) ? INTERNET[family] : undefined
  if (form === undefined || b.length < form[2]) return undefined
  const [at, size, , length] = form
  const own = Buffer.alloc(length)
  b.copy(own, 0, 0, at + size)
  own.fill(0, 4, at)
  if (family === INET) b.copy(own, 4, 4, 8)
  const mapped = size === 16 && isMapped(own, at)
  const rule = l.field('saddr', '').rule
  if (!l.values.bytes(rule, own, mapped ? at + 12 : at, at + size)) return undefined
  const port = l.values.number(l.field('port', '').rule, b.readUInt16BE(2))
  own.writeUInt16BE(Number.isNaN(port) ? 0 : port, 2)
  const left = own.toString('hex')
  const written = /[a-f]/.test(digits) ? left : left.toUpperCase()
  const address = Uint8Array.from(own.subarray(mapped ? at + 12 : at, at + size))
  return { digits: written, address, ...(Number.isNaN(port) ? {} : { port }) }
}

/** Numbers of bind(2) by architecture, as the audit writes both (Linux, `unistd.h`, `audit.h`). */
const BIND: Readonly<Record<string, string>> = {
  c000003e: '49',
  '40000003': '361',
  c00000b7: '200',
  '40000028': '282',
  c00000f3: '200',
  c0000015: '327',
  '80000016': '361',
}
/** socketcall(2) of 32-bit machines, of which bind is the second. */
const SOCKETCALL = /^[^"']* arch=40000003 syscall=102 [^"']* a0=2 /

/** Whether a record of type SYSCALL is of a call whose socket address is the caller's own. */
function isBind(record: string): boolean {
  const [, arch, call] = /^[^"']* arch=(\w{1,16}) syscall=(\w{1,32}) /.exec(record) ?? []
  if (arch === undefined) return false
  return call === 'bind' || BIND[arch.toLowerCase()] === call || SOCKETCALL.test(record)
}

/** Events that wait for their other records; those of one follow each other closely. */
const WAITING_MAX = 256

/** Remembers which events bind a socket: their address is a local one. */
export interface Binds {
  /** whether the event of this record binds; told by an earlier record of it, or by this one */
  seen(event: string, type: string, record: string): boolean
}

/** Knows no event yet. */
export function createBinds(): Binds {
  const waiting = new Set<string>()
  return {
    seen(event, type, record) {
      if (type === 'SYSCALL' && isBind(record)) {
        waiting.add(event)
        for (const oldest of waiting) {
          if (waiting.size <= WAITING_MAX) break
          waiting.delete(oldest)
        }
      }
      return waiting.has(event)
    },
  }
}
