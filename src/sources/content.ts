/** What lies inside of an input: unpacked, with its first bytes, by which it is recognised. */
import { ScrimError } from '../bytes/errors.js'
import { recognise } from '../capture/recognise.js'
import { type ByteStream, putBack } from './byte-stream.js'
import { unpack } from './unpack.js'

/** Packed data inside of packed data is followed this deep. */
const DEPTH_MAX = 3

/** An input that was opened and looked at. */
export interface Content {
  /** what follows after `head` */
  readonly stream: ByteStream
  readonly head: Uint8Array
  /** how it was packed, from the outside in */
  readonly packed: readonly string[]
}

/** Reads at least `least` bytes and at most `most`, where the stream has so many. */
async function readHead(stream: ByteStream, least: number, most: number): Promise<Uint8Array> {
  const head = new Uint8Array(most)
  let n = 0
  while (n < most) {
    const got = await stream.read(head, n, most)
    if (got === 0) break
    n += got
    // Whoever writes a pipe may wait for us: what has come must do.
    if (stream.live && n >= least) break
  }
  return head.subarray(0, n)
}

/** What is said of packed bytes that are damaged where something came before. */
export function damageNotice({ name, damage }: ByteStream): string {
  return `${name}: ${damage}; only what comes before that was read`
}

/** The error of an input whose packed bytes are damaged, where nothing of it can be used. */
export function damaged(stream: ByteStream): ScrimError {
  const hint = 'take the file from its source again'
  return new ScrimError('input', `${stream.name}: ${stream.damage}`, hint)
}

/**
 * Opens an input and unpacks it.
 * @param least bytes of a head that is waited for
 * @param most bytes of a head that is taken where they are there
 * @throws ScrimError `input` when packed bytes are damaged from the start; the stream is closed
 */
export async function openContent(
  input: ByteStream,
  least: number,
  most = least,
): Promise<Content> {
  let stream = input
  const packed: string[] = []
  try {
    let head = await readHead(stream, least, most)
    let content = recognise(head)
    while ((content === 'gzip' || content === 'zstd') && packed.length < DEPTH_MAX) {
      packed.push(content)
      stream = unpack(content, putBack(head, stream))
      head = await readHead(stream, least, most)
      content = recognise(head)
    }
    if (stream.damage !== '' && head.length === 0) throw damaged(stream)
    return { stream, head, packed }
  } catch (e) {
    stream.close()
    throw e
  }
}
