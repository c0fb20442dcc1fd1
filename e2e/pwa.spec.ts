import { appendFileSync, cpSync, rmSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { chromium, type Page, type TestInfo } from '@playwright/test'
import { enterAsChief } from './support/admin'
import { inspect } from './support/looks'
import { NO_NETWORK, type Person } from './support/person'
import { openSite, type Site } from './support/site'
import { expect, meet, test } from './support/test'

test.use({ serviceWorkers: 'allow' })

/** Waits until the worker has everything it keeps; the next visit is in its hands. */
async function untilKept(page: Page): Promise<void> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
}

/** Every address in every cache of this origin, without the origin. */
function keptAddresses(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys()
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return requests.flat().map(({ url }) => url.slice(location.origin.length))
  })
}

test(
  'Chromium finds nothing that keeps the app from being installed',
  { tag: '@once' },
  async ({ site, launchOptions }, info) => {
    // An ordinary test context counts as incognito, where nothing can be installed.
    const context = await chromium.launchPersistentContext(info.outputPath('profile'), {
      ...launchOptions,
      baseURL: site.url,
    })
    const page = context.pages()[0] ?? (await context.newPage())
    await page.goto('/')
    await untilKept(page)
    const session = await context.newCDPSession(page)
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
    expect(installabilityErrors).toEqual([])
    const { errors } = await session.send('Page.getAppManifest')
    expect(errors).toEqual([])
    await context.close()
  },
)

test(
  'the manifest names pictures that exist, in the sizes that it lists',
  { tag: '@once' },
  async ({ page }) => {
    await page.goto('/')
    const href = await page.locator('link[rel=manifest]').getAttribute('href')
    const manifest = (await (await page.request.get(href ?? '')).json()) as Manifest
    expect(manifest).toMatchObject({ id: '/', start_url: '/', scope: '/', display: 'standalone' })
    expect(manifest.shortcuts.map(({ url }) => url)).toEqual(['/chat'])
    expect(new Set(manifest.icons.map(({ purpose }) => purpose))).toEqual(
      new Set(['any', 'maskable', 'monochrome']),
    )
    for (const { src, sizes } of [...manifest.icons, ...manifest.screenshots]) {
      const size = await page.evaluate(async (url) => {
        const picture = new Image()
        picture.src = url
        await picture.decode()
        return `${picture.naturalWidth}x${picture.naturalHeight}`
      }, src)
      expect(size, src).toBe(sizes)
    }
  },
)

interface Manifest {
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose: string }[]
  readonly screenshots: readonly { readonly src: string; readonly sizes: string }[]
  readonly shortcuts: readonly { readonly url: string }[]
}

test(
  'without a network there is a page without scripts, and with it the wanted one',
  { tag: '@once' },
  async ({ people }, info) => {
    const ann = await people.invite()
    ann.forgive(NO_NETWORK)
    await ann.page.goto('/')
    await untilKept(ann.page)
    await ann.context.setOffline(true)
    await ann.page.goto('/terms')
    await expect(ann.heading('No connection')).toBeVisible()
    expect(await ann.page.locator('script').count()).toBe(0)
    await inspect(ann.page, 'offline page', info)

    await ann.context.setOffline(false)
    await ann.page.getByRole('link', { name: 'Try again' }).click()
    await expect(ann.heading('Terms')).toBeVisible()
    expect(new URL(ann.page.url()).pathname).toBe('/terms')
  },
)

test(
  'without a network, links to and in the administration and to the reference lead to that page, too',
  { tag: '@once' },
  async ({ people }) => {
    const admin = await people.invite()
    admin.forgive(NO_NETWORK)
    // What the framework says when it goes on to the page that is kept.
    admin.forgive(/Failed to fetch RSC payload/)
    await enterAsChief(admin)
    await untilKept(admin.page)
    for (const [from, link, wanted] of [
      ['/settings', 'Admin', '/admin'],
      ['/admin', 'Users', '/admin/users'],
      ['/admin/users', 'Reports', '/admin/reports'],
    ] as const) {
      await admin.page.goto(from)
      await expect(admin.page.getByRole('link', { name: link, exact: true })).toBeVisible()
      await admin.context.setOffline(true)
      await admin.page.getByRole('link', { name: link, exact: true }).click()
      await expect(admin.heading('No connection')).toBeVisible()
      expect(new URL(admin.page.url()).pathname).toBe(wanted)
      await admin.context.setOffline(false)
    }
    await admin.context.setOffline(true)
    await admin.page.goto('/api/docs')
    await expect(admin.heading('No connection')).toBeVisible()
    await admin.context.setOffline(false)
  },
)

test(
  'only what the build made is ever kept: no page, no answer, nothing of a conversation',
  { tag: '@once' },
  async ({ people }) => {
    const ann = await people.welcome()
    const bob = await people.welcome()
    await untilKept(ann.page)
    await ann.page.reload()
    await meet([ann, bob])
    await ann.send('this is said and gone')
    await expect(bob.messages).toHaveCount(1)
    await ann.page.goto('/')
    const kept = await keptAddresses(ann.page)
    expect(kept.length).toBeGreaterThan(10)
    const known =
      /^\/(_next\/static\/(chunks|media)\/[^?]+|icon\.svg\?.*|icons\/any-192\.png\?.*|offline\?locale=[a-z]+&.*)$/
    expect(kept.filter((address) => !known.test(address))).toEqual([])
  },
)

test(
  'unsent messages outlive the tab, and arrive once and in order',
  { tag: '@once' },
  async ({ people }) => {
    const [ann, bob] = await people.pair()
    await ann.send('before')
    await expect(bob.messages).toHaveCount(1)
    await ann.goOffline()
    await ann.send('unsent, one')
    await ann.send('unsent, two')
    await expect(ann.messages).toHaveCount(3)
    await expect.poll(() => unsentIn(ann.page)).toEqual(['unsent, one', 'unsent, two'])

    const again = await ann.openTab()
    await ann.page.close()
    await ann.context.setOffline(false)
    await again.page.goto('/chat')
    await expect(bob.messages).toHaveText([/before/, 'Stranger: unsent, one', 'Stranger: unsent, two'])
    await expect(again.messages).toHaveText([/before/, /unsent, one/, /unsent, two.*Delivered/])
    await again.button('Leave').click()
    await expect.poll(() => unsentIn(again.page)).toEqual([])
  },
)

/** The words that lie in the browser's database. */
function unsentIn(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases()
    if (!databases.some(({ name }) => name === 'omegoo.unsent')) return []
    const opening = indexedDB.open('omegoo.unsent')
    await new Promise((done) => (opening.onsuccess = done))
    const all = opening.result.transaction('messages').objectStore('messages').getAll()
    await new Promise((done) => (all.onsuccess = done))
    opening.result.close()
    const found = all.result as { waiting: { content: string }[] }[]
    return found.flatMap(({ waiting }) => waiting.map(({ content }) => content))
  })
}

test(
  'a new version waits until it is asked for, and nothing typed is lost',
  { tag: '@once' },
  async ({ people }, info) => {
    test.slow()
    await withOwnBuild(info, async ({ url }, publish) => {
      const options = { baseURL: url }
      const [ann, bob] = [await people.welcome(options), await people.welcome(options)]
      for (const person of [ann, bob]) {
        await untilKept(person.page)
        await person.page.reload()
        await expect(person.startButton).toBeVisible()
      }
      const other = await ann.openTab()
      await other.page.goto('/')
      await untilKept(other.page)
      await meet([ann, bob])
      await ann.send('before')
      await ann.composer.fill('half a thou')

      publish()
      await ann.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
      await expect(ann.page.getByText('A newer version is ready.')).toBeVisible()
      await expect(other.page.getByText('A newer version is ready.')).toBeVisible()
      await inspect(ann.page, 'a newer version', info)

      const loaded = ann.page.waitForEvent('load')
      await ann.button('Load it').click()
      await loaded
      await expect(ann.composer).toHaveValue('half a thou')
      await expect(ann.messages).toHaveCount(1)
      await expect(ann.page.getByText('A newer version is ready.')).toBeHidden()
      await expect(other.button('Load it')).toBeVisible()
      await closeAll([ann, bob])
    })
  },
)

/**
 * A server with a build of its own, which the test may renew; both are gone afterwards. Next wants the build
 * inside the project, where its types would be checked with the project's: they stay behind.
 */
async function withOwnBuild(
  info: TestInfo,
  act: (site: Site, publish: () => void) => Promise<void>,
): Promise<void> {
  const build = relative(process.cwd(), info.outputPath('build'))
  const filter = (file: string) => !['types', 'cache'].includes(basename(file))
  cpSync(process.env.E2E_DIST_DIR ?? '', build, { recursive: true, filter })
  const site = await openSite({ NEXT_DIST_DIR: build })
  try {
    await act(site, () => appendFileSync(join(build, 'sw.js'), '\n// a newer one'))
  } finally {
    await site.remove()
    rmSync(build, { recursive: true, force: true })
  }
}

/** Before their server goes. */
async function closeAll(persons: readonly Person[]): Promise<void> {
  await Promise.all(persons.map(({ context }) => context.close()))
}

test('the start page installs the app when the platform offers it', { tag: '@once' }, async ({ people }) => {
  const ann = await people.invite()
  await ann.page.goto('/')
  await untilKept(ann.page)
  await expect(ann.button('Install Omegoo')).toBeHidden()
  await ann.page.evaluate(() => {
    const offer = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
      prompt: () => {
        document.title = 'asked'
        return Promise.resolve({ outcome: 'dismissed' })
      },
    })
    window.dispatchEvent(offer)
  })
  await ann.button('Install Omegoo').click()
  await expect(ann.page).toHaveTitle('asked')
  await expect(ann.button('Install Omegoo')).toBeHidden()
})

test('on iOS the start page explains how to install', async ({ people }, info) => {
  const ann = await people.invite()
  await ann.page.addInitScript(() => {
    Object.defineProperty(navigator, 'standalone', { value: false })
    Object.defineProperty(navigator, 'maxTouchPoints', { value: 5 })
  })
  await ann.page.goto('/')
  await ann.button('Install Omegoo').click()
  await expect(ann.page.getByRole('dialog', { name: 'Put it on your home screen' })).toBeVisible()
  await inspect(ann.page, 'iOS guide', info)
  await ann.page.keyboard.press('Escape')
  await expect(ann.page.getByRole('dialog')).toBeHidden()
})
