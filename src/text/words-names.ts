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

/** Words that are rarely names: they leave in any case, unless they stand where persons do. */
export const rareNames = `
arch baby best block boss brand bright carry chief chip coach comfort dash delta del dev doc dom
dot early echo fair fan farmer fields fine fire fleet foot garden general good hand head hero
honor honour hook human job journey junior just justice keen keys kit lan law lawyer leader leaf
lean legend len light link lock lot low lucky mac man max meta mo mountain nan nat nice nick nine
noble north oral pace pack pam peak peer pink plant pool post pound prior promise quick race read
reader rice ring royal said sang sid silver small so song south spark sparks speed springs stack
steel still storm story swift tall tank tea tiny tone top tower town trace trainer tree true
unique urban wait wan water waters wet win winner word
`
