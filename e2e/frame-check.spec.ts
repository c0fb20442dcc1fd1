import { addFrameCheck, frameCheckFolder } from './support/frame-check-page'
import { inspect } from './support/looks'
import { expect, test } from './support/test'

test.describe('The frame check', { tag: '@once' }, () => {
  test('loads off the page under its own policy, and checks what a camera shows', async ({ page }) => {
    const violations: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) violations.push(message.text())
    })
    await page.goto('/')
    await addFrameCheck(page)
    expect(await page.evaluate(() => window.frameCheck.running.load())).toEqual({ phase: 'ready' })
    expect(page.workers().map((worker) => new URL(worker.url()).pathname)).toEqual([
      `${frameCheckFolder()}/worker.js`,
    ])
    const verdict = await page.evaluate(async () => {
      const video = document.createElement('video')
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true })
      await video.play()
      return window.frameCheck.running.check(video)
    })
    expect(verdict).toBe('clear')
    expect(violations).toEqual([])
  })

  test('answers for a drawn picture, and not before there is one', async ({ page }) => {
    await page.goto('/')
    await addFrameCheck(page)
    const verdicts = await page.evaluate(async () => {
      const { running } = window.frameCheck
      await running.load()
      const empty = await running.check(document.createElement('video'))
      const canvas = new OffscreenCanvas(640, 480)
      const context = canvas.getContext('2d')
      context?.fillRect(200, 100, 240, 280)
      return [empty, await running.check(canvas.transferToImageBitmap())]
    })
    expect(verdicts).toEqual(['unchecked', 'clear'])
  })

  test('says so when its model cannot be had, and ends its worker', async ({ page }) => {
    await page.route('**/frame-check/*/model.json', (route) => route.abort())
    await page.goto('/')
    await addFrameCheck(page)
    const state = await page.evaluate(() => window.frameCheck.running.load())
    expect(state).toEqual({ phase: 'unavailable', reason: 'failed' })
    await expect.poll(() => page.workers().length).toBe(0)
  })

  test('gives up at its limit when no answer comes at all', async ({ page }) => {
    await page.clock.install()
    const asked = page.waitForRequest('**/frame-check/*/group1-shard1of1')
    await page.route('**/frame-check/*/group1-shard1of1', () => {})
    await page.goto('/')
    await addFrameCheck(page)
    const state = page.evaluate(() => window.frameCheck.running.load())
    await asked
    await page.clock.fastForward('01:00')
    expect(await state).toEqual({ phase: 'unavailable', reason: 'timeout' })
  })
})

test('a person tries the check, switches it off, and sees what a covered picture looks like', async ({
  people,
}, info) => {
  const { page } = await people.welcome()
  await page.goto('/settings#pictures')
  const section = page.getByRole('region', { name: 'Pictures of strangers' })
  await section.getByRole('button', { name: 'Try it on this device' }).click()
  await expect(section.getByText('It works on this device.')).toBeVisible()

  const show = section.getByRole('button', { name: 'Show anyway' })
  await show.focus()
  await page.keyboard.press('Enter')
  const hide = section.getByRole('button', { name: 'Cover it again' })
  await expect(hide).toBeFocused()
  await expect(section.getByText('This picture may show nudity')).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(show).toBeFocused()
  await section.scrollIntoViewIfNeeded()
  await inspect(page, 'pictures of strangers', info)

  const choice = section.getByRole('checkbox', { name: /Check a stranger's video/ })
  await expect(choice).toBeChecked()
  await choice.uncheck()
  await page.reload()
  await expect(choice).not.toBeChecked()
  await expect(section.getByRole('button', { name: 'Try it on this device' })).toHaveCount(0)
})
