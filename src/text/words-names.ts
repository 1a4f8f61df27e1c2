/**
 * Words that are names of people as well, or of places, months or days: with a capital letter they
 * do not leave, as nobody can tell then which of the two they are.
 */

/** Words between white space. */
export const names = `
band black blue bridge case cash chance charity church court cross day dec east faith field fish
forest glass gold grant green grey guy hall hill holiday hope house hunt ice iron judge lake land
little long love major mar march mark may mill moon oct page parent park peace power price rain
rich river rock rush sat self sep sharp short skip sky smart snow son spring star stick stone
strange street strong summer sun van victory wall wed west white wild will winter wise wood worth
young
`
