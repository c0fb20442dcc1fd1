import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { buildSync } from 'esbuild'
import type { harness as Harness } from './support/rtc-harness'
import { expect, test as base } from './support/test'

declare global {
  interface Window {
    readonly harness: typeof Harness
  }
}

/** A page of the test's own with the media layer in it; the product serves none. */
const test = base.extend<{ both: Page }>({
  both: async ({ page, site }, provide) => {
    const { outputFiles } = buildSync({
      entryPoints: [join(import.meta.dirname, 'support/rtc-harness.ts')],
      bundle: true,
      write: false,
      alias: { '@': join(import.meta.dirname, '..') },
    })
    const script = outputFiles[0]?.text ?? ''
    await page.route('**/two-people', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<!doctype html><script>${script}</script>` }),
    )
    await page.goto(`${site.url}/two-people`)
    await provide(page)
  },
})

type Kinds = readonly ('audio' | 'video')[]

async function connect(page: Page, kinds: Kinds, { isShown = true, maxBitrate = 64 } = {}): Promise<void> {
  await page.evaluate(
    async ({ wanted, shown, kbps }) => {
      const { harness } = window
      for (const side of [0, 1] as const) {
        await harness.join(side, { picture: wanted.includes('video'), isShown: shown })
      }
      harness.start(1, false, kbps, wanted)
      harness.start(0, true, kbps, wanted)
    },
    { wanted: kinds, shown: isShown, kbps: maxBitrate },
  )
  await connected(page)
}

async function connected(page: Page): Promise<void> {
  for (const side of [0, 1] as const) {
    await expect.poll(() => page.evaluate((one) => window.harness.states(one).at(-1), side)).toBe('connected')
  }
}

type LineWindow = ReturnType<typeof Harness.windows>[number]

/** Waits for a window of what arrives at a side, begun after now, of which this holds. */
async function nextWindow(page: Page, side: 0 | 1, holds: (window: LineWindow) => boolean): Promise<void> {
  const read = () => page.evaluate((one) => window.harness.windows(one), side)
  const begun = (await read()).length + 1
  await expect.poll(async () => (await read()).slice(begun).some(holds), { timeout: 30_000 }).toBe(true)
}

const once = { tag: '@once' }

test(
  'two people hear each other, muting is silence, and silence costs next to nothing',
  once,
  async ({ both }) => {
    await connect(both, ['audio'])
    for (const side of [0, 1] as const) await nextWindow(both, side, ({ kbps }) => kbps > 8)
    await both.evaluate(() => window.harness.act(0, 'mute'))
    await nextWindow(both, 1, ({ kbps }) => kbps < 2)
    await nextWindow(both, 0, ({ kbps }) => kbps > 8)
    await both.evaluate(() => window.harness.act(0, 'unmute'))
    await nextWindow(both, 1, ({ kbps }) => kbps > 8)
    expect(await both.evaluate(() => window.harness.errors(0))).toEqual([])
  },
)

for (const kbps of [16, 32, 64]) {
  test(`sound keeps to ${kbps} kbps`, once, async ({ both }) => {
    await connect(both, ['audio'], { maxBitrate: kbps })
    await nextWindow(both, 1, (seen) => seen.kbps > kbps / 4)
    const windows = await both.evaluate(() => window.harness.windows(1))
    expect(Math.max(...windows.map((seen) => seen.kbps))).toBeLessThan(kbps * 1.2)
  })
}

test('a covered picture has 32 pixels until it is shown', once, async ({ both }) => {
  await connect(both, ['audio', 'video'], { isShown: false })
  await nextWindow(both, 1, ({ width, frameRate }) => width > 0 && frameRate > 0)
  const covered = await both.evaluate(() => window.harness.windows(1))
  expect(Math.max(...covered.map(({ width }) => width))).toBeLessThanOrEqual(32)
  await both.evaluate(() => window.harness.act(0, 'show'))
  await nextWindow(both, 1, ({ width }) => width >= 320)
  const other = await both.evaluate(() => window.harness.windows(0))
  expect(Math.max(...other.map(({ width }) => width))).toBeLessThanOrEqual(32)
})

test('a session of sound becomes one with pictures, on the same line', once, async ({ both }) => {
  await connect(both, ['audio'])
  await both.evaluate(() => window.harness.addPicture())
  for (const side of [0, 1] as const) await nextWindow(both, side, ({ frameRate }) => frameRate > 0)
  expect(await both.evaluate(() => window.harness.states(0))).toEqual(['connecting', 'connected'])
})

test('somebody whose page was loaded again is heard again', once, async ({ both }) => {
  await connect(both, ['audio'])
  await both.evaluate(async () => {
    await window.harness.join(1, { picture: false, isShown: true })
    window.harness.start(1, false, 64, ['audio'])
    window.harness.act(0, 'restart')
  })
  await connected(both)
  for (const side of [0, 1] as const) await nextWindow(both, side, ({ kbps }) => kbps > 8)
})
