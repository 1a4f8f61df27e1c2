/** Markup that cannot be broken out of: what is put into a template is text, or markup already. */
import { printable } from '../bytes/printable.js'

/** Finished markup. */
export interface Html {
  readonly html: string
}

/** What may stand in a template; `false` and undefined leave nothing. */
export type Part = Html | string | number | false | undefined | readonly Part[]

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for markup and attribute values. */
export function escapeText(text: string): string {
  return printable(text).replace(/[&<>"']/g, (c) => ESCAPES[c])
}

function render(part: Part): string {
  if (part === false || part === undefined) return ''
  if (typeof part === 'string') return escapeText(part)
  if (typeof part === 'number') return String(part)
  if ('html' in part) return part.html
  return part.map(render).join('')
}

/** A template of markup; its values are escaped. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: strings.reduce((out, s, i) => out + render(parts[i - 1]) + s) }
}

/** Markup made elsewhere, taken as it is: constants only. */
export function trusted(text: string): Html {
  return { html: text }
}
