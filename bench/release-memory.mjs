/** The most memory that a release with its whole gate has in use, however large the trace. */
export const claim = {
  name: 'release-memory',
  says: 'peak resident MiB of release',
  needs: ['release'],
  figure: (m) => m.release.peak / 2 ** 20,
  atMost: 256,
}
