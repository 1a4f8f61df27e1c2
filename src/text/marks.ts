/** Marks that stand for what does not leave: they say what it was, and not which. */
import { append, type Output } from '../bytes/output.js'
import { Form } from './forms.js'

const mark = (name: string): Uint8Array => Buffer.from(`[${name}]`)
const MARKS: Readonly<Record<number, Uint8Array>> = {
  [Form.word]: mark('w'),
  [Form.ipv4]: mark('address'),
  [Form.ipv6]: mark('address'),
  [Form.mac]: mark('mac'),
  [Form.email]: mark('email'),
  [Form.uuid]: mark('id'),
  [Form.hex]: mark('id'),
  [Form.digits]: mark('number'),
  [Form.time]: mark('time'),
  [Form.host]: mark('host'),
}

/** In front of every token, so that nobody takes it for a word. */
export const TOKEN = 0x7e

/** Stands for the user information of a URL. */
export const USER: Uint8Array = Buffer.from('[user]@')

/** Appends the mark of a form. */
export function putMark(out: Output, form: number): void {
  const m = MARKS[form]
  append(out, m, 0, m.length)
}
