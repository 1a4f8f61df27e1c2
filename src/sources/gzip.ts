/**
 * Unpacks gzip (RFC 1952) of any number of members. Headers and checksums are read here and only
 * the deflated data by zlib, whose own reader of gzip gives nothing back of a piece that is damaged
 * anywhere, and waits for ever where zeros follow the last member.
 */
import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib'

/** Unpacked bytes that zlib holds at most: so many are lost where the data is damaged. */
const HELD_BYTES = 1 << 15
/**
 * The start of an input is given to zlib in small pieces. Much comes out of few packed bytes, and
 * so most of a small input is kept that is damaged in the middle.
 */
const CAREFUL_BYTES = 1 << 16
const PIECE_BYTES = 1 << 8
/** A header with a longer name or comment is taken for damage. */
const HEADER_BYTES_MAX = 1 << 18

const TRAILER_BYTES = 8
// RFC 1952 §2.3.1
const FHCRC = 2
const FEXTRA = 4
const FNAME = 8
const FCOMMENT = 16
const RESERVED = 0xe0

/** Where the string that begins at `at` ends, behind its zero; -1 when it is not all there. */
function stringEnd(b: Uint8Array, at: number): number {
  const zero = at < 0 ? -1 : b.indexOf(0, at)
  return zero < 0 ? -1 : zero + 1
}

/**
 * Where the header that begins here ends (§2.3); -1 when it is not all there.
 * @throws Error when it is none
 */
function headerEnd(b: Uint8Array): number {
  const isHeader = b[0] === 0x1f && (b.length < 2 || b[1] === 0x8b) && (b.length < 3 || b[2] === 8)
  if (!isHeader || (b.length > 3 && (b[3] & RESERVED) !== 0))
    throw new Error('what follows is no gzip data')
  if (b.length < 10) return -1
  const flags = b[3]
  let at = 10
  if ((flags & FEXTRA) !== 0) at = b.length < 12 ? -1 : 12 + (b[10] | (b[11] << 8))
  if ((flags & FNAME) !== 0) at = stringEnd(b, at)
  if ((flags & FCOMMENT) !== 0) at = stringEnd(b, at)
  if (at >= 0 && (flags & FHCRC) !== 0) at += 2
  if (b.length > HEADER_BYTES_MAX) throw new Error('a header has no end')
  return at > b.length ? -1 : at
}

/** The deflated data of one member. */
interface Member {
  readonly z: InflateRaw
  /** of what came out so far */
  crc: number
  bytes: number
  ended: boolean
}

function openMember(out: (chunk: Uint8Array) => void): Member {
  const z = createInflateRaw({ chunkSize: HELD_BYTES })
  const member: Member = { z, crc: 0, bytes: 0, ended: false }
  z.on('data', (chunk: Uint8Array) => {
    member.crc = crc32(chunk, member.crc)
    member.bytes = (member.bytes + chunk.length) >>> 0
    out(chunk)
  })
  z.once('end', () => {
    member.ended = true
  })
  return member
}

/** Gives a piece to zlib. @returns how many bytes of it were of the member */
function inflate({ z }: Member, piece: Uint8Array): Promise<number> {
  const before = z.bytesWritten
  return new Promise((resolve, reject) => {
    const done = (e?: Error | null): void => {
      z.off('error', done)
      z.off('end', done)
      if (e instanceof Error) reject(e)
      else resolve(z.bytesWritten - before)
    }
    z.once('error', done)
    // Behind the end of the data zlib does not call back.
    z.once('end', done)
    z.write(piece, done)
  })
}

/** Said where a checksum is not that of what came out: all of it is there, right or wrong. */
export const CHECKSUM_DIFFERS =
  'a checksum differs, so that some of what came before it is not what was packed'

/** @throws Error when the trailer (§2.3.1) is not that of what came out */
function checkTrailer(b: Uint8Array, { crc, bytes }: Member): void {
  const view = new DataView(b.buffer, b.byteOffset, TRAILER_BYTES)
  if (view.getUint32(0, true) !== crc || view.getUint32(4, true) !== bytes) {
    throw new Error(CHECKSUM_DIFFERS)
  }
}

/** What is done with the next bytes. */
type State = 'between' | 'header' | 'data' | 'trailer'

/** Makes an unpacker that gives what comes out to `out`; it throws an `Error` at damage. */
export function createGunzip(out: (chunk: Uint8Array) => void): {
  push(chunk: Uint8Array, last: boolean): Promise<void>
  close(): void
} {
  let state: State = 'between'
  let member: Member | undefined
  /** of a header or trailer that is not all there */
  let held = Buffer.alloc(0)
  let careful = CAREFUL_BYTES

  const hold = (b: Uint8Array): void => {
    held = Buffer.concat([held, b])
  }
  const between = (b: Uint8Array): number => {
    // Zeros fill up blocks of tapes and disks.
    const at = b.findIndex((v) => v !== 0)
    if (at < 0) return b.length
    state = 'header'
    return at
  }
  const header = (b: Uint8Array): number => {
    const had = held.length
    hold(b)
    const end = headerEnd(held)
    if (end < 0) return b.length
    held = Buffer.alloc(0)
    state = 'data'
    member = openMember(out)
    return end - had
  }
  const data = async (b: Uint8Array, m: Member): Promise<number> => {
    const piece = careful > 0 ? b.subarray(0, PIECE_BYTES) : b
    const used = await inflate(m, piece)
    careful -= used
    if (m.ended) state = 'trailer'
    return used
  }
  const trailer = (b: Uint8Array, m: Member): number => {
    const used = Math.min(b.length, TRAILER_BYTES - held.length)
    hold(b.subarray(0, used))
    if (held.length < TRAILER_BYTES) return used
    checkTrailer(held, m)
    held = Buffer.alloc(0)
    m.z.destroy()
    member = undefined
    state = 'between'
    return used
  }
  const step = (b: Uint8Array): number | Promise<number> => {
    if (state === 'between') return between(b)
    if (state === 'header' || member === undefined) return header(b)
    return state === 'data' ? data(b, member) : trailer(b, member)
  }
  return {
    async push(chunk, last) {
      for (let at = 0; at < chunk.length; ) at += await step(chunk.subarray(at))
      if (last && state !== 'between') throw new Error('unexpected end of file')
    },
    close() {
      member?.z.on('error', () => {})
      member?.z.destroy()
    },
  }
}
