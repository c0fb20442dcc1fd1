import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Locator, type Page } from '@playwright/test'
import { expect, test } from './support/test'

/** Fonts of the system with letters of Hindi; a device that knows neither of them is what is played here. */
const HIDDEN = ['*evanagari*', '*Lohit*', '*FreeSans*', '*FreeSerif*', '*nifont*', '*Mangal*', '*Nirmala*']
const FONT_FILES = /\.woff2(\?|$)/

function deviceWithoutHindi(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'fonts-')), 'fonts.conf')
  const rejected = HIDDEN.map((glob) => `<glob>${glob}</glob>`).join('')
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>
    <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
    <selectfont><rejectfont>${rejected}</rejectfont></selectfont></fontconfig>`,
  )
  return file
}

/** Families that the browser really draws an element's words with. @see Chrome DevTools Protocol "CSS" */
async function drawnWith(page: Page, what: Locator): Promise<readonly string[]> {
  await what.evaluate((element) => element.setAttribute('data-drawn', ''))
  const tools = await page.context().newCDPSession(page)
  await tools.send('DOM.enable')
  await tools.send('CSS.enable')
  const { root } = await tools.send('DOM.getDocument')
  const { nodeId } = await tools.send('DOM.querySelector', { nodeId: root.nodeId, selector: '[data-drawn]' })
  const { fonts } = await tools.send('CSS.getPlatformFontsForNode', { nodeId })
  return fonts.map(({ familyName }) => familyName)
}

const HEADING = 'उससे बात करें जिससे आप कभी नहीं मिले।'

test(
  'Hindi is drawn on a device without its letters, however late they come',
  { tag: '@once' },
  async ({ site, launchOptions }) => {
    const env = { ...process.env, FONTCONFIG_FILE: deviceWithoutHindi() }
    const browser = await chromium.launch({ ...launchOptions, env })
    const page = await browser.newPage({ locale: 'hi-IN' })
    let release = () => {}
    const late = new Promise<void>((resolve) => (release = resolve))
    await page.route(FONT_FILES, async (route) => {
      await late
      await route.continue()
    })
    await page.goto(site.url, { waitUntil: 'commit' })
    const heading = page.getByRole('heading', { name: HEADING })
    await expect(heading).toBeVisible()
    // The time in which the browser would still take an optional typeface is over.
    await page.waitForFunction(() => performance.now() > 1_000)
    expect(await drawnWith(page, heading)).not.toContain('Noto Sans Devanagari')
    release()
    await expect.poll(() => drawnWith(page, heading)).toContain('Noto Sans Devanagari')
    await browser.close()
  },
)
