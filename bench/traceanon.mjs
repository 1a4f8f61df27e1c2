/** Packets for a second of CPU, beside traceanon, which maps IP addresses by Crypto-PAn alone. */
export const claim = {
  name: 'traceanon',
  says: 'packets per CPU-second of anonymize over those of traceanon',
  needs: ['anonymize', 'traceanon'],
  figure: (m) => m.traceanon.cpu / m.anonymize.cpu,
  atLeast: 2,
}
