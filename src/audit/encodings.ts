/** The forms in which a value may turn up again. */

/** Tens of thousands of values are searched: copied whole, not number by number. */
const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'))

const reversed = (b: Uint8Array): Uint8Array => new Uint8Array(b).reverse()

const DIGITS = Array.from({ length: 256 }, (_, v) => v.toString(16).padStart(2, '0'))

/** Each byte in hexadecimal digits, with something before each, or between them. */
function hex(b: Uint8Array, between = '', before = ''): string {
  let s = ''
  for (let i = 0; i < b.length; i++) s += (i === 0 ? '' : between) + before + DIGITS[b[i]]
  return s
}

const percent = (b: Uint8Array): string => hex(b, '', '%')

/** Base64 without its first and last characters, which depend on what stands before and after. */
function base64(b: Uint8Array): string[] {
  return [0, 1, 2].map((shift) => {
    const padded = Buffer.concat([Buffer.alloc(shift), b])
    const whole = Math.floor(padded.length / 3) * 4
    return padded.toString('base64').slice(shift === 0 ? 0 : 4, whole)
  })
}

function utf16(b: Uint8Array): Uint8Array {
  const wide = new Uint8Array(b.length * 2)
  for (let i = 0; i < b.length; i++) wide[i * 2] = b[i]
  return wide
}

/**
 * Eight forms of any byte string (base64 at each of its three alignments), as needles of at least
 * `shortest` bytes: shorter ones occur by chance.
 */
export function encodings(b: Uint8Array, shortest = 4): { form: string; bytes: Uint8Array }[] {
  const list: [string, Uint8Array][] = [
    ['as is', b],
    ['reversed', reversed(b)],
    ['hex', latin(hex(b))],
    ['hex in capitals', latin(hex(b).toUpperCase())],
    ['percent', latin(percent(b))],
    ...base64(b).map((t): [string, Uint8Array] => ['base64', latin(t)]),
    ['UTF-16', utf16(b)],
    ['inverted', b.map((v) => ~v & 0xff)],
  ]
  return list.filter(([, n]) => n.length >= shortest).map(([form, bytes]) => ({ form, bytes }))
}

function text4(b: Uint8Array): string[] {
  const parts = Array.from(b)
  const backwards = [...parts].reverse()
  return [parts.join('.'), parts.join(','), backwards.join('.')]
}

function text6(b: Uint8Array): string[] {
  const groups = Array.from({ length: 8 }, (_, i) => (b[i * 2] << 8) | b[i * 2 + 1])
  const plain = groups.map((g) => g.toString(16)).join(':')
  const full = groups.map((g) => g.toString(16).padStart(4, '0')).join(':')
  const short = plain.replace(/(^|:)0(:0)+(:|$)/, '::')
  return [...new Set([plain, full, short])].filter((t) => t.length >= 6)
}

const LABEL_MAX = 63

/**
 * A name of several labels as DNS writes it, each behind its length (RFC 1035 §3.1): a list of none
 * or one. A name of one label is found as text. Reverse lookups write addresses so (RFC 3596 §2.5).
 */
function asLabels(b: Uint8Array): Uint8Array[] {
  const labels = Buffer.from(b).toString('latin1').replace(/\.$/, '').split('.')
  if (labels.length < 2 || labels.some((l) => l === '' || l.length > LABEL_MAX)) return []
  return [latin(labels.map((l) => String.fromCharCode(l.length) + l).join(''))]
}

/** Whether labels behind their lengths fill `[at, end)`. */
export function areLabels(b: Uint8Array, at: number, end: number): boolean {
  let p = at
  while (p < end && b[p] > 0 && b[p] <= LABEL_MAX) p += b[p] + 1
  return p === end
}

/** Forms of an identifier by the type of the field it was met in: binary, text and encoded. */
export function identifierForms(type: string, b: Uint8Array): Uint8Array[] {
  const raw = [b, reversed(b)]
  // RFC 3986 §2.1 writes percent-encodings in capitals; not everybody does.
  const codes = [hex(b), percent(b)].flatMap((c) => [c, c.toUpperCase()]).map(latin)
  if (type === 'ipv4') {
    const texts = text4(b).map(latin)
    const turned = asLabels(latin(Array.from(b).reverse().join('.')))
    return [...raw, ...codes, ...texts, ...base64(texts[0]).map(latin), ...turned]
  }
  if (type === 'ipv6') {
    const nibbles = asLabels(latin([...hex(b)].reverse().join('.')))
    return [...raw, ...codes, ...text6(b).map(latin), ...nibbles]
  }
  if (type === 'eui48' || type === 'eui64') {
    const cisco = hex(b).replace(/(....)(?=.)/g, '$1.')
    const texts = [hex(b, ':'), hex(b, ':').toUpperCase(), hex(b, '-'), cisco]
    return [...raw, ...codes, ...texts.map(latin)]
  }
  const labels = type === 'name' || type === 'hostname' ? asLabels(b) : []
  return [b, reversed(b), latin(hex(b)), ...base64(b).map(latin), ...labels]
}
