/** Tells what a file is from its first bytes, never from its name. */
import { ScrimError } from '../bytes/errors.js'
import type { Framer } from './framer.js'
import { createPcapFramer, isPcap, PCAP_HEADER } from './pcap.js'
import { createPcapngFramer, isPcapng, PCAPNG_HEADER } from './pcapng.js'

/** The most bytes that are needed to tell what a file is. */
export const HEAD_BYTES = 24

/** What a file is, as far as reading it goes. */
export type Content = 'pcap' | 'pcapng' | 'gzip' | 'zstd' | 'other'

const CONVERT = 'convert it first: editcap -F pcapng IN OUT'
const UNPACK = 'unpack it and give the captures in it'

/** Magic numbers of what is often mistaken for a capture: hexadecimal, name, what to do. */
const strangers: readonly (readonly [string, string, string])[] = [
  ['736e6f6f70000000', 'a snoop capture (RFC 1761)', CONVERT],
  ['474d4255', 'a Microsoft Network Monitor 2 capture', CONVERT],
  ['52545353', 'a Microsoft Network Monitor 1 capture', CONVERT],
  ['0102000a', 'a Sniffer capture', CONVERT],
  ['54525343', 'a Sniffer capture', CONVERT],
  ['1c0001ab', 'an IXIA capture', CONVERT],
  ['1c0001ac', 'an IXIA capture', CONVERT],
  ['ab01001c', 'an IXIA capture', CONVERT],
  ['ac01001c', 'an IXIA capture', CONVERT],
  ['fd377a585a00', 'xz data', 'unpack it first: xz -d'],
  ['425a68', 'bzip2 data', 'unpack it first: bzip2 -d'],
  ['04224d18', 'lz4 data', 'unpack it first: lz4 -d'],
  ['504b0304', 'a zip archive', UNPACK],
  ['377abcaf271c', 'a 7z archive', UNPACK],
  ['52617221', 'a RAR archive', UNPACK],
  ['50415231', 'Parquet data', 'packets are read from pcap and pcapng only'],
  ['255044462d', 'a PDF document', ''],
  ['7f454c46', 'an ELF program', ''],
  ['89504e47', 'a PNG image', ''],
  ['53514c69746520666f726d6174', 'an SQLite database', ''],
]

const TAKES = 'packets are read from pcap and pcapng files, also packed with gzip or zstd'

const TEXT =
  'text in a file is read as logs where its lines say when, as flows or labels where its first ' +
  'line names columns'

function hex(head: Uint8Array): string {
  let s = ''
  for (const v of head) s += v.toString(16).padStart(2, '0')
  return s
}

/** Says what a file is by its first bytes (HEAD_BYTES, or all that it has). */
export function recognise(head: Uint8Array): Content {
  if (head.length < 4) return 'other'
  if (isPcap(head)) return 'pcap'
  if (isPcapng(head)) return 'pcapng'
  const h = hex(head.subarray(0, 4))
  if (h.startsWith('1f8b')) return 'gzip'
  // A zstd frame, or a skippable one before it (RFC 8878 §3.1).
  if (h === '28b52ffd' || /^5.2a4d18$/.test(h)) return 'zstd'
  return 'other'
}

/** Whether a file that begins like this holds packets. */
export function isCapture(head: Uint8Array): boolean {
  const content = recognise(head)
  return content === 'pcap' || content === 'pcapng'
}

/** ERF has no magic number: 16 bytes of header whose type and lengths fit together. */
function looksLikeErf(b: Uint8Array): boolean {
  if (b.length < 16) return false
  const type = b[8] & 0x7f
  const recordLength = (b[10] << 8) | b[11]
  const wireLength = (b[14] << 8) | b[15]
  // The time stamp begins with its fraction, little-endian; seconds lie between 1990 and 2100.
  const seconds = (b[4] | (b[5] << 8) | (b[6] << 16) | (b[7] << 24)) >>> 0
  return type >= 1 && type <= 48 && recordLength >= 16 && wireLength > 0 && seconds > 631152000
}

function looksLikeText(b: Uint8Array): boolean {
  return b.every((v) => v === 9 || v === 10 || v === 13 || (v >= 32 && v !== 127))
}

function describeText(b: Uint8Array): [string, string] {
  const s = new TextDecoder().decode(b).trimStart()
  if (s.startsWith('{') || s.startsWith('[')) return ['JSON text', TAKES]
  if (s.startsWith('<')) return ['XML or HTML text', TAKES]
  if (s.startsWith('version https://git-lfs')) return ['a Git LFS pointer', 'git lfs pull']
  if (/^[\w.-]+([,;\t][\w .-]*)+/.test(s)) return ['CSV text', `${TAKES}; ${TEXT}`]
  return ['text', `${TAKES}; text2pcap turns hex dumps into captures; ${TEXT}`]
}

/** The error for an input that is no capture: says what it looks like and what can be done. */
export function refusal(name: string, head: Uint8Array): ScrimError {
  const say = (what: string, hint: string): ScrimError =>
    new ScrimError('input', `${name} is no packet capture: ${what}`, hint === '' ? TAKES : hint)
  if (head.length === 0) return say('it is empty', '')
  const h = hex(head)
  const stranger = strangers.find(([magic]) => h.startsWith(magic))
  if (stranger !== undefined) return say(`it looks like ${stranger[1]}`, stranger[2])
  if (looksLikeText(head)) {
    const [what, hint] = describeText(head)
    return say(`it looks like ${what}`, hint)
  }
  if (head.length < 4) return say(`it has ${head.length} byte${head.length === 1 ? '' : 's'}`, '')
  if (looksLikeErf(head)) return say('it looks like ERF', CONVERT)
  return say(`it begins with ${h.slice(0, 16)}, which is the start of no known format`, TAKES)
}

/**
 * Starts to read a capture.
 * @param name what to call the input in errors
 * @throws ScrimError `input` when it is no capture or its header is damaged
 */
export function createFramer(name: string, head: Uint8Array): Framer {
  if (!isCapture(head)) throw refusal(name, head)
  const content = recognise(head)
  const need = content === 'pcap' ? PCAP_HEADER : PCAPNG_HEADER
  if (head.length < need) {
    throw new ScrimError(
      'input',
      `${name} is cut short: its ${content} header has ${head.length} of ${need} bytes`,
      'take the file from its source again',
    )
  }
  return content === 'pcap' ? createPcapFramer(name, head) : createPcapngFramer(name, head)
}
