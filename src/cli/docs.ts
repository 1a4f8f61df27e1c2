/** `scrim docs`: the pages of docs/reference, made from the tables that the program runs on. */
import { lazy, type SetUp } from './command.js'

/** Writes the reference; for those who change scrim (`npm run docs`). */
export const docs: SetUp = (command) => {
  command.argument('<dir>', 'folder for the pages; pages of the same names are replaced').action(
    lazy(
      () => import('./docs-actions.js'),
      (m) => m.docs,
    ),
  )
}
