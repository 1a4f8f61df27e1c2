/**
 * Words that are names of people as well, or of places: with a capital letter they do not leave, as
 * nobody can tell then which of the two they are.
 */

/** Words between white space. */
export const names = `
band black blue bridge case cash chance charity church court cross day east faith field fish
forest glass gold grant green grey guy hall hill holiday hope house hunt ice iron judge lake
land little long love major mark may mill moon page parent park peace power price rain rich
river rock rush self sharp short skip sky smart snow son spring star stick stone strange street
strong summer van victory wall west white wild will winter wise wood worth young
`
