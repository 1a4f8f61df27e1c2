/** What it costs to attack a release beyond making it. */
export const claim = {
  name: 'release',
  says: 'CPU of release over that of anonymize',
  needs: ['release', 'anonymize'],
  figure: (m) => m.release.cpu / m.anonymize.cpu,
  atMost: 3,
}
