/** The fields of free text that a policy may name. */
import { valueFields } from '../wire/fields.js'

valueFields('text.', {
  word: ['content', 'a word of free text that is in no list of words that everybody has'],
  host: ['hostname', 'a host name in a URL within free text'],
})
