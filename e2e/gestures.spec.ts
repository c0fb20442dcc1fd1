import type { Locator, Page } from '@playwright/test'
import { keepPictures } from './support/looks'
import type { Person } from './support/person'
import { expect, test } from './support/test'

type Point = readonly [x: number, y: number]

test.beforeEach(({ isMobile }) => {
  test.skip(!isMobile, 'a mouse does not swipe')
})

/** A finger that comes down and goes to a point, as the browser's own input has it; it stays there until it is lifted. */
async function drag(page: Page, [x, y]: Point, [toX, toY]: Point): Promise<() => Promise<void>> {
  const input = await page.context().newCDPSession(page)
  // As fast as a finger, however slow the machine is: one that rests first selects text.
  const cameDown = Date.now() / 1_000
  const send = (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    touchPoints: { x: number; y: number }[],
    step = 0,
  ) => input.send('Input.dispatchTouchEvent', { type, touchPoints, timestamp: cameDown + step * 0.016 })
  await send('touchStart', [{ x, y }])
  for (let step = 1; step <= 8; step += 1)
    await send('touchMove', [{ x: x + ((toX - x) * step) / 8, y: y + ((toY - y) * step) / 8 }], step)
  return async () => {
    await send('touchEnd', [], 9)
    await input.detach()
  }
}

async function swipe(page: Page, from: Point, to: Point): Promise<void> {
  await (
    await drag(page, from, to)
  )()
}

async function middleOf(locator: Locator): Promise<Point> {
  const { x, y, width, height } = (await locator.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  return [x + width / 2, y + height / 2]
}

const draftOf = ({ page }: Person) => page.getByRole('region', { name: 'Your unsent words' })

test('a long swipe over the log leaves for the next person, and says so before one lets go', async ({
  people,
}, info) => {
  const [ann, bob] = await people.pair()
  const [x, y] = await middleOf(ann.log)
  await expect(ann.log).toContainText('Swipe left for the next person')
  const letGo = await drag(ann.page, [x + 60, y], [x + 10, y])
  await expect(ann.page.getByText('Next person', { exact: true })).toBeVisible()
  await letGo()
  await expect(ann.page.getByText('Next person', { exact: true })).toBeHidden()
  await expect(ann.composer).toBeVisible()

  await swipe(ann.page, [x, y], [x - 20, y - 200])
  await swipe(ann.page, [385, y], [100, y])
  await expect(ann.composer).toBeVisible()
  await expect(bob.composer).toBeVisible()

  const leave = await drag(ann.page, [x + 120, y], [x - 120, y])
  await expect(ann.page.getByText('Let go to leave')).toBeVisible()
  await keepPictures(ann.page, 'let go to leave', info)
  await leave()
  await expect(ann.heading('Looking for somebody')).toBeVisible()
  await expect(bob.heading('Your partner has left')).toBeVisible()
})

test('a swipe over a message begins a reply, as its button does, and the partner sees to what', async ({
  people,
}, info) => {
  const [ann, bob] = await people.pair()
  await bob.send('What do you see out of the window?')
  await expect(ann.messages).toHaveCount(1)
  await ann.composer.fill('A lake.')
  const [x, y] = await middleOf(ann.messages.first())
  const letGo = await drag(ann.page, [x - 60, y], [x + 60, y])
  await expect(ann.page.getByText('Let go to reply')).toBeVisible()
  await keepPictures(ann.page, 'let go to reply', info)
  await letGo()
  await expect(ann.composer).toHaveValue('> What do you see out of the window?\nA lake.')
  await expect(ann.composer).toBeFocused()
  await ann.composer.press('Enter')
  await expect(bob.messages.last().getByRole('blockquote')).toHaveText('What do you see out of the window?')
  await expect(bob.messages.last()).toContainText('A lake.')
  await keepPictures(bob.page, 'a reply', info)

  await bob.page.getByRole('button', { name: 'More about this message' }).last().click()
  await bob.button('Reply').click()
  await expect(bob.composer).toHaveValue('> A lake.\n')
  await expect(bob.composer).toBeFocused()
})

test('in a page from right to left the swipes are mirrored', async ({ people, site }) => {
  const [ann, bob] = await people.pair()
  await bob.send('Hello')
  await ann.context.addCookies([{ name: 'locale', value: 'ar', url: site.url }])
  await ann.page.reload()
  const log = ann.page.getByRole('log')
  await expect(log.getByRole('listitem')).toHaveCount(1)
  const [x, y] = await middleOf(log.getByRole('listitem'))
  await swipe(ann.page, [x + 60, y], [x - 60, y])
  await expect(ann.page.getByRole('textbox')).toHaveValue('> Hello\n')
  await swipe(ann.page, [x - 120, y], [x + 120, y])
  await expect(ann.heading('نبحث عن شخص')).toBeVisible()
})

test('what can be dismissed by its button can be pushed away', async ({ people }) => {
  const [ann] = await people.pair()
  await ann.composer.fill('half a thought')
  await ann.button('Leave').click()
  // Nothing moves any more once this could be pressed.
  await draftOf(ann).getByRole('button', { name: 'Dismiss' }).click({ trial: true })
  // Beside the buttons; over the words a finger selects.
  const [, y] = await middleOf(draftOf(ann).getByRole('button', { name: 'Dismiss' }))
  const x = 60
  await swipe(ann.page, [x, y], [x + 40, y])
  await expect(draftOf(ann)).toBeVisible()
  await swipe(ann.page, [x, y], [x + 140, y])
  await expect(draftOf(ann)).toBeHidden()
  await expect(ann.button('Meet somebody new')).toBeFocused()
})
