/** Where a passphrase comes from: a descriptor, a file, or a person; never an argument. */
import { ScrimError } from '../bytes/errors.js'
import { readWhole } from '../sources/read-whole.js'
import { readPrivate } from './private-file.js'

const PASSPHRASE_BYTES_MAX = 1 << 16

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0]
}

/** Asks a person, and does not show what is typed. */
export function askHidden(question: string): Promise<string> {
  const input = process.stdin
  process.stderr.write(question)
  return new Promise((resolve, reject) => {
    let typed = ''
    const stop = (): void => {
      input.off('data', take)
      input.setRawMode(false)
      input.pause()
      process.stderr.write('\n')
    }
    const take = (chunk: string): void => {
      for (const c of chunk) {
        if (c === '\r' || c === '\n' || c === '\u0004') {
          stop()
          return resolve(typed)
        }
        if (c === '\u0003') {
          stop()
          return reject(new ScrimError('usage', 'stopped'))
        }
        if (c === '\u007f' || c === '\b') typed = [...typed].slice(0, -1).join('')
        else if (c === '\u0015') typed = ''
        else if (c >= ' ') typed += c
      }
    }
    input.setEncoding('utf8')
    input.setRawMode(true)
    input.on('data', take)
    input.resume()
  })
}

function fromDescriptor(fd: number): string {
  const bytes = readWhole(fd, {
    what: 'passphrase',
    bytesMax: PASSPHRASE_BYTES_MAX,
    code: 'key',
    hint: 'name the descriptor of a file or pipe that holds it: --passphrase-fd 3 3<FILE',
  })
  return firstLine(bytes?.toString('utf8') ?? '')
}

/**
 * The passphrase of a vault.
 * @param confirm ask a person twice, because this passphrase is new
 * @throws ScrimError `key` when there is nobody to ask and nothing to read
 */
export async function getPassphrase(fd: number | undefined, confirm: boolean): Promise<string> {
  if (fd !== undefined) return fromDescriptor(fd)
  const file = process.env.SCRIM_PASSPHRASE_FILE
  if (file) {
    const bytes = readPrivate(file, 'passphrase file', 'unset SCRIM_PASSPHRASE_FILE, or make it')
    return firstLine(Buffer.from(bytes).toString('utf8'))
  }
  if (process.stdin.isTTY !== true) {
    throw new ScrimError(
      'key',
      'the vault needs its passphrase, and there is no terminal to ask at',
      'give it with --passphrase-fd N, or set SCRIM_PASSPHRASE_FILE',
    )
  }
  const typed = await askHidden(confirm ? 'new passphrase: ' : 'passphrase of the vault: ')
  if (confirm && (await askHidden('once more: ')) !== typed) {
    throw new ScrimError('key', 'the two passphrases differ', 'try again')
  }
  return typed
}
