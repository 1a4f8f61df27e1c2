/** Packets for a second of CPU, beside tcprewrite, which keeps all payload and asks no policy. */
export const claim = {
  name: 'tcprewrite',
  says: 'packets per CPU-second of anonymize over those of tcprewrite',
  needs: ['anonymize', 'tcprewrite'],
  figure: (m) => m.tcprewrite.cpu / m.anonymize.cpu,
  atLeast: 2.5,
}
