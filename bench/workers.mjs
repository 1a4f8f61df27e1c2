/** What a second worker saves. Says something only where two processors are free. */
export const claim = {
  name: 'workers',
  says: 'time of anonymize with one worker over that with two',
  needs: ['anonymize', 'anonymize, 2 workers'],
  figure: (m) => m.anonymize.wall / m['anonymize, 2 workers'].wall,
  atLeast: 1.6,
}
