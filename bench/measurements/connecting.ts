import { randomBytes } from 'node:crypto'
import { type Browser, chromium, type Page } from '@playwright/test'
import { Refusal } from '../../scripts/setup/project.mjs'
import { findBrowser } from '../../scripts/testing/browser.mjs'
import { until } from '../pace'

const FLAGS = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--no-pings']
const CONNECTED_WITHIN_MS = 60_000

/**
 * From the match to the first media, as each page measures and reports it: one pair of new people after the other, in a real
 * browser with devices that are not there.
 *
 * @returns ms, two for each pair; fewer where one did not connect
 */
export async function measureConnecting(url: string, pairs: number): Promise<readonly number[]> {
  const executablePath = await findBrowser()
  if (!executablePath) throw new Refusal('No Chromium found: install it, or name one in CHROMIUM_PATH.')
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ executablePath, args: [...FLAGS, ...asRoot] })
  try {
    const times: number[] = []
    for (let pair = 0; pair < pairs; pair += 1) {
      const [ann, bob] = [await openPerson(browser, url), await openPerson(browser, url)]
      await Promise.all([ann, bob].map(({ start }) => start()))
      await until(() => [ann, bob].every(({ connectMs }) => connectMs() !== undefined), CONNECTED_WITHIN_MS)
      times.push(...[ann, bob].flatMap(({ connectMs }) => connectMs() ?? []))
      await Promise.all([ann, bob].map(({ close }) => close()))
    }
    return times
  } finally {
    await browser.close()
  }
}

async function openPerson(browser: Browser, baseURL: string) {
  const context = await browser.newContext({ baseURL, serviceWorkers: 'block' })
  const device = randomBytes(32).toString('base64url')
  const data = { age: 25, termsAccepted: true, privacyAccepted: true, deviceFingerprint: device }
  const answer = await context.request.post('/api/auth/register', { data, headers: { origin: baseURL } })
  if (!answer.ok()) throw new Error(`Registering was refused (${answer.status()})`)
  await context.addInitScript((own) => localStorage.setItem('omegoo.device', own), device)
  const page = await context.newPage()
  const connectMs = reportedBy(page)
  await page.goto('/voice')
  await page.getByRole('button', { name: 'Use my microphone' }).click()
  const startButton = page.getByRole('button', { name: 'Start talking' })
  await startButton.waitFor()
  return { connectMs, start: () => startButton.click(), close: () => context.close() }
}

/** What the page has reported of its time to media. */
function reportedBy(page: Page): () => number | undefined {
  let connectMs: number | undefined
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const found = /"voice_metrics".*"connectTime":(\d+)/.exec(payload.toString())
      if (found) connectMs ??= Number(found[1])
    }),
  )
  return () => connectMs
}
