/**
 * Makes docs/report.png, the picture in README: releases the example recording with a throw-away
 * key and opens its report in Chromium (Debian's, or the program that CHROMIUM names).
 *   node scripts/picture.mjs
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { root, run, setup } from './setup.mjs'

const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'
const picture = join(root, 'docs', 'report.png')
const main = join(root, 'dist', 'cli', 'main.js')
const recording = join(root, 'examples', 'shop', 'shop.pcapng')

/** Releases the example as `acme-1` in a scratch folder; returns an exit code. */
function makeRelease(scratch) {
  const passphrase = join(scratch, 'passphrase')
  writeFileSync(passphrase, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 })
  const options = { cwd: scratch, env: { ...process.env, SCRIM_PASSPHRASE_FILE: passphrase } }
  const scrim = (...args) => run(process.execPath, [main, ...args, '--vault', 'vault'], options)
  const wanted = ['--for', 'partner', '--recipient', 'acme', '--purpose', 'detection-tuning']
  return scrim('keys', 'create') || scrim('release', recording, ...wanted, '-o', 'acme-1')
}

/** Opens a page at the width of a README and keeps its upper part. */
async function photograph(page, to) {
  const { chromium: driver } = await import('playwright-core')
  const browser = await driver.launch({ executablePath: chromium, args: ['--no-sandbox'] })
  try {
    const tab = await browser.newPage({ viewport: { width: 1000, height: 1000 } })
    await tab.goto(pathToFileURL(page).href)
    await tab.screenshot({ path: to })
  } finally {
    await browser.close()
  }
}

async function makePicture() {
  if (!existsSync(chromium)) {
    process.stderr.write(`picture: no ${chromium}; name yours in CHROMIUM\n`)
    return 1
  }
  const ready = setup()
  if (ready !== 0) return ready
  const scratch = mkdtempSync(join(tmpdir(), 'scrim-picture-'))
  try {
    const code = makeRelease(scratch)
    if (code !== 0) return code
    await photograph(join(scratch, 'acme-1', 'report.html'), picture)
    process.stdout.write(`docs/report.png: ${statSync(picture).size} bytes\n`)
    return 0
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

process.exit(await makePicture())
