/** A name as a shell reads it for one word, which is no option either. */
export function shellWord(name: string): string {
  const word = name.startsWith('-') ? `./${name}` : name
  if (/^[\w./+,:@%-]+$/.test(word)) return word
  return `'${word.replaceAll("'", "'\\''")}'`
}
