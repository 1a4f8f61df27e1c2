/** The report as text: nothing fetched, nothing run, nothing broken out of, and legible. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeText, html } from '../../src/release/html.js'
import { report } from '../../src/release/report.js'
import { style } from '../../src/release/report-style.js'
import { epochWords, percent } from '../../src/release/words.js'
import { findings, makeFacts, policy, utility } from './made.js'

const data = [{ path: 'data/packets/0001.pcapng', bytes: 25, sha256: 'ab'.repeat(32) }]
const page = report(makeFacts(), data)

describe('report', () => {
  test('allows its own style sheet and nothing else', () => {
    const digest = createHash('sha256').update(style).digest('base64')
    expect(page).toContain(`default-src 'none'; style-src 'sha256-${digest}'`)
    expect(page).toContain(`<style>${style}</style>`)
    expect(page).not.toMatch(/ style="/)
  })

  test('refers to nothing outside', () => {
    expect(page).not.toMatch(
      /<script|<link|<img|<iframe|<object|<form|\bhref=|\bsrc=|url\(|@import/i,
    )
    expect(page).not.toMatch(/\son[a-z]+=/i)
  })

  test('says the verdict before everything else', () => {
    const body = page.slice(page.indexOf('<main>'))
    expect(page).toContain('Made by scrim 0.1.0.')
    expect(body.indexOf('Passed the gate')).toBeLessThan(300 + body.indexOf('<section'))
    expect(body.indexOf('Passed the gate')).toBeLessThan(body.indexOf('<h1>'))
  })

  test('names every check, kind, rule and data file', () => {
    const facts = makeFacts()
    for (const f of facts.findings) expect(page).toContain(`<code>${f.check}</code>`)
    for (const k of facts.kinds) expect(page).toContain(`<td class="name">${k.kind}</td>`)
    expect(page).toContain('3 further rules')
    expect(page).toContain('ab'.repeat(32))
    for (const u of utility) for (const s of u.series) expect(page).toContain(s.label)
  })

  test('writes no number of its map over another', () => {
    const names = ['exchanges', 'flows', 'labelled', 'links', 'logs', 'spans']
    const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const))
    const joins = pairs.map(([table, to]) => ({
      ...{ table, column: 'id', to, toColumn: 'id' },
      ...{ rows: 9, met: 9 },
    }))
    const counted = { tables: [], joins, links: [], labels: [] }
    const shown = report(makeFacts({ counted }), data)
    const at = [...shown.matchAll(/<text class="count" x="([\d.]+)"\s+y="([\d.]+)"/g)].map((m) => [
      Number(m[1]),
      Number(m[2]),
    ])
    expect(at).toHaveLength(15)
    const over = at.filter(([x, y], i) =>
      at.some(([a, b], k) => k < i && Math.abs(a - x) < 24 && Math.abs(b - y) < 12),
    )
    expect(over).toEqual([])
  })

  test('keeps hostile names as text, wherever they come from', () => {
    const evil = '"><script>alert(1)</script><b onload=x>&amp;\u202e\0'
    const hostile = report(
      makeFacts({
        name: evil,
        created: evil,
        description: evil,
        license: evil,
        keyId: evil,
        engine: evil,
        policy: { ...policy, recipient: evil, purpose: evil, epoch: evil },
        packets: { in: 2, out: 1, dropped: { [evil]: 1 } },
        timespan: { first: evil, last: evil },
        findings: findings.map((f) => ({
          ...f,
          check: evil + f.check,
          question: evil,
          measure: evil,
          arms: { [evil]: 1 },
          notes: Array.from({ length: 9 }, () => evil),
        })),
        utility: utility.map((u) => ({
          ...u,
          numbers: { [evil]: { before: 1, after: 2 } },
          series: u.series.map((s) => ({
            ...s,
            label: evil,
            unit: evil,
            bins: s.bins.map(() => evil),
          })),
        })),
        rules: [
          { rule: evil, kind: evil, transform: evil, reveals: evil, bytes: 1, fields: [evil] },
        ],
        kinds: [
          { kind: evil, transform: evil, does: evil, reveals: evil, stability: evil, bytes: 1 },
        ],
        verifyCommand: evil,
      }),
      [{ path: evil, bytes: 1, sha256: evil }],
    )
    expect(hostile).not.toMatch(/<script|<b onload|\u202e|\0/)
  })

  const layer = (name: string, format: string, out: number, more = {}) => ({
    layer: name,
    format,
    file: `data/${name}/${name}-1.log`,
    records: { in: out + 1, out, dropped: { malformed: 1 } },
    suppressed: {},
    bytes: { in: 9, out: 9 },
    ...more,
  })
  const layers = [
    layer('logs', 'log-json', 1200),
    layer('logs', 'log-json', 34, { suppressed: { person: 5 } }),
    layer('otlp', 'otlp-json', 7),
  ]
  const flat = (s: string) => s.replace(/\s+/g, ' ')

  test('counts records of every layer, inputs of one format together', () => {
    const mixed = flat(report(makeFacts({ layers }), data))
    expect(mixed).toContain('1,284,033 <small>packets</small>')
    expect(mixed).toContain('logs: 1,234 of 1,236 records<br>otlp: 7 of 8 records')
    expect(mixed.match(/<span class="sub">log-json<\/span>/g)?.length).toBe(1)
    expect(mixed).toContain('data-label="Inputs:">2</td>')
    expect(mixed).toContain('malformed: 2')
    expect(mixed).toContain('person: 5')
  })

  test('of a release without packets speaks of none', () => {
    const packets = { in: 0, out: 0, dropped: {} }
    const none = flat(report(makeFacts({ layers, packets, rules: [], interfaces: [] }), data))
    expect(none).toContain('1,234 <small>logs</small>')
    expect(none).not.toContain('0 <small>packets')
    expect(none).not.toContain('Released bytes by rule')
    expect(none).not.toContain('How useful it still is')
  })

  test('folds away a long list of files, and says no purpose where none was stated', () => {
    const many = report(
      makeFacts({ policy: { ...policy, purpose: 'not stated' } }),
      Array.from({ length: 13 }, () => data[0]),
    )
    expect(flat(many)).toContain('<summary>Digests of 13 data files</summary>')
    expect(page).not.toContain('<summary>Digests of')
    expect(many).not.toContain('for <b>not stated')
  })

  test('survives a release of nothing', () => {
    const empty = report(
      makeFacts({
        packets: { in: 0, out: 0, dropped: {} },
        findings: [],
        utility: [],
        rules: [],
        kinds: [],
        interfaces: [],
      }),
      [],
    )
    expect(empty).toContain('No check was run')
    expect(empty).not.toMatch(/NaN|undefined|Infinity/)
    expect(page).not.toMatch(/NaN|undefined|Infinity/)
  })
})

describe('html', () => {
  test('escapes whatever is put in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { html: out } = html`<p title="${text}">${text}</p>`
        expect(out.replace(/^<p title="|<\/p>$/g, '')).toMatch(/^[^<"]*">[^<"]*$/)
        const back = escapeText(text)
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>')
          .replace(/&quot;/g, '"')
          .replace(/&#39;/g, "'")
          .replace(/&amp;/g, '&')
        expect(back.length).toBe(text.length)
      }),
      { seed: 7, numRuns: 100 },
    )
  })

  test('leaves markup alone, and drops what is not there', () => {
    expect(html`${html`<b>1</b>`}${false}${undefined}${[1, 'a&b']}`.html).toBe('<b>1</b>1a&amp;b')
  })
})

/** Contrast of two colours (WCAG 2.2, "relative luminance" and "contrast ratio"). */
function contrast(a: string, b: string): number {
  const light = (hex: string) => {
    const [r, g, bl] = [1, 3, 5].map((i) => {
      const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl
  }
  const [x, y] = [light(a), light(b)].sort((p, q) => q - p)
  return (x + 0.05) / (y + 0.05)
}

describe('colours', () => {
  const schemes = [...style.matchAll(/:root \{[^}]*--ink[^}]*\}/g)].map(([block]) =>
    Object.fromEntries(
      [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]]),
    ),
  )

  test('reach AA for text, in light, in dark and on paper', () => {
    expect(schemes).toHaveLength(3)
    const pairs = [
      ...['ink', 'soft', 'accent', 'good', 'bad'].flatMap((c) => [
        [c, 'card'],
        [c, 'paper'],
      ]),
      ['ink', 'sunk'],
      ['good', 'good-wash'],
      ['bad', 'bad-wash'],
      ['warn', 'warn-wash'],
    ]
    for (const scheme of schemes) {
      for (const [text, ground] of pairs) {
        const ratio = contrast(scheme[text], scheme[ground])
        expect(ratio, `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
      }
    }
  })
})

describe('words', () => {
  test('percent never rounds something to nothing, or not all to all', () => {
    const plain = (a: number, b: number) => percent(a, b).replace(/\u00a0/g, ' ')
    expect(plain(1, 1e9)).toBe('< 0.1 %')
    expect(plain(1e9 - 1, 1e9)).toBe('> 99.9 %')
    expect([plain(0, 5), plain(5, 5), plain(1, 8), plain(0, 0)]).toEqual([
      '0 %',
      '100 %',
      '12.5 %',
      '0 %',
    ])
  })

  test('epochWords spells durations', () => {
    expect(['release', '1d', '12h', 'odd'].map(epochWords)).toEqual([
      'for this release',
      '1 day',
      '12 hours',
      'odd',
    ])
  })
})
