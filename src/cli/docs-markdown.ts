/** Markdown, as far as reference pages need it. */
/** A value in a line of text. */
export function code(text: string): string {
  return `\`${text}\``
}

/** A heading of a depth. */
export function heading(depth: number, text: string): string {
  return `${'#'.repeat(depth)} ${text}`
}

/** A table; bars inside of cells are escaped (GitHub Flavored Markdown §4.10). */
export function mdTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((c) => c.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')
}

/** A page: a title, then parts with an empty line between them. */
export function page(title: string, parts: readonly string[]): string {
  const made = '<!-- made by `npm run docs`: change the tables, not this page -->'
  return `${[made, heading(1, title), ...parts].join('\n\n')}\n`
}
