import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { main, Refusal, ROOT, say } from './setup/project.mjs'
import { findBrowser } from './testing/browser.mjs'

const FOLDER = join(ROOT, 'public/screenshots')
const FORMS = [
  {
    form: 'phone',
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  },
  { form: 'desktop', viewport: { width: 1280, height: 800 } },
]
const TALK = [
  ['one', 'Hi. What are you up to tonight?'],
  ['two', 'On a night train to Lisbon. You?'],
  ['one', 'Awake for no good reason.'],
  ['two', 'The best time to talk to somebody new.'],
]

/** A person who has been through the gate and searches for a partner. */
async function arrive(browser, origin, options) {
  const context = await browser.newContext({ baseURL: origin, colorScheme: 'dark', ...options })
  await context.request.post('/api/auth/register', {
    data: {
      age: 30,
      termsAccepted: true,
      privacyAccepted: true,
      deviceFingerprint: randomBytes(32).toString('base64url'),
    },
  })
  const page = await context.newPage()
  await page.goto('/chat')
  await page.getByRole('button', { name: 'Start talking' }).click()
  return page
}

async function write(page, words) {
  const field = page.getByRole('textbox', { name: 'Your message' })
  await field.fill(words)
  await field.press('Enter')
}

async function takePictures(browser, origin, { form, ...options }) {
  const keep = async (page, name) =>
    writeFileSync(join(FOLDER, `${form}-${name}.png`), await page.screenshot({ animations: 'disabled' }))
  const start = await browser.newPage({ baseURL: origin, colorScheme: 'dark', ...options })
  await start.goto('/', { waitUntil: 'networkidle' })
  await keep(start, 'start')
  const people = { one: await arrive(browser, origin, options), two: await arrive(browser, origin) }
  for (const [index, [who, words]] of TALK.entries()) {
    await write(people[who], words)
    for (const page of Object.values(people))
      await page.getByRole('log').getByRole('listitem').nth(index).waitFor()
  }
  await keep(people.one, 'chat')
}

/** `node scripts/screenshots.mjs http://localhost:3000`: takes the manifest's screenshots from a running server without other people. */
await main(async () => {
  const origin = process.argv[2]
  if (!origin)
    throw new Refusal('Say where the server is: node scripts/screenshots.mjs http://localhost:3000')
  const executablePath = await findBrowser()
  if (!executablePath) throw new Refusal('There is no Chromium: install it, or name one in CHROMIUM_PATH.')
  mkdirSync(FOLDER, { recursive: true })
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ executablePath, args })
  try {
    for (const form of FORMS) await takePictures(browser, origin, form)
  } finally {
    await browser.close()
  }
  say('Took the screenshots into public/screenshots.')
})
