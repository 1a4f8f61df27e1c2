/** How long a person waits for the list of commands. */
export const claim = {
  name: 'help',
  says: 'milliseconds until scrim --help has ended',
  needs: ['help'],
  figure: (m) => m.help.wall * 1000,
  atMost: 150,
}
