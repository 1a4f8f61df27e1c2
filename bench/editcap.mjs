/** What rewriting costs beside editcap, which copies the file and looks into no packet. */
export const claim = {
  name: 'editcap',
  says: 'CPU of anonymize over that of a copy by editcap',
  needs: ['anonymize', 'editcap'],
  figure: (m) => m.anonymize.cpu / m.editcap.cpu,
  atMost: 2,
}
