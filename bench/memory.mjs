/** The most memory that anonymize has in use, whatever the size of the trace. */
export const claim = {
  name: 'memory',
  says: 'peak resident MiB of anonymize',
  needs: ['anonymize'],
  figure: (m) => m.anonymize.peak / 2 ** 20,
  atMost: 256,
}
