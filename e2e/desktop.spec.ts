import type { Page } from '@playwright/test'
import { inspect, keepPictures } from './support/looks'
import { NO_NETWORK, type Person } from './support/person'
import { expect, meet, test } from './support/test'

const aside = ({ page }: Person) => page.getByRole('complementary')

async function edges(page: Page, selector: string) {
  const box = await page.locator(selector).boundingBox()
  return { start: Math.round(box?.x ?? NaN), end: Math.round((box?.x ?? NaN) + (box?.width ?? NaN)) }
}

for (const [width, height] of [
  [1024, 768],
  [1280, 800],
  [1600, 900],
] as const) {
  test(
    `a window of ${width} px is used from edge to edge, before, in and after a conversation`,
    { tag: '@once' },
    async ({ people }, info) => {
      const [ann, bob] = await people.pair()
      const { page } = ann
      await page.setViewportSize({ width, height })
      await bob.send('Are you there?')
      await expect(ann.messages).toHaveCount(1)
      expect((await edges(page, '[role=log]')).start).toBe(0)
      expect((await edges(page, 'aside')).start).toBe((await edges(page, '[role=log]')).end)
      expect((await edges(page, 'aside')).end).toBe(width)
      await keepPictures(page, `conversation at ${width}`, info)
      await ann.button('Leave').click()
      await expect(ann.heading('You left')).toBeVisible()
      expect((await edges(page, 'aside')).end).toBe(width)
      await ann.button('Change interests').click()
      await expect(ann.startButton).toBeVisible()
      expect((await edges(page, 'aside')).end).toBe(width)
      await keepPictures(page, `start at ${width}`, info)
      await ann.startButton.click()
      await expect(ann.page.getByText('You are next in line')).toBeVisible()
      expect((await edges(page, 'aside')).end).toBe(width)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    },
  )
}

test('a narrow window has the conversation alone', { tag: '@once' }, async ({ people }) => {
  const [ann] = await people.pair()
  await ann.page.setViewportSize({ width: 1023, height: 768 })
  await expect(aside(ann)).toBeHidden()
  await expect(ann.composer).toBeVisible()
  expect((await edges(ann.page, '[role=log]')).end).toBe(1023)
})

test(
  'beside a conversation stand who is here, what both like, and something to ask',
  { tag: '@once' },
  async ({ people }, info) => {
    const [ann, bob] = await Promise.all([people.welcome(), people.welcome()])
    for (const word of ['Night trains', 'Whales']) await ann.addInterest(word)
    await bob.addInterest('night trains')
    await meet([ann, bob])
    await expect(aside(ann).getByRole('list', { name: 'What you both like' })).toHaveText('Night trains')
    await expect(aside(ann).getByRole('list', { name: 'Your interests' }).getByRole('listitem')).toHaveText([
      'Night trains',
      'Whales',
    ])
    await expect(aside(ann).getByRole('heading', { name: 'Something to ask' })).toBeHidden()
    await bob.send('Hello')
    await expect(aside(ann).getByText('First word at')).toBeVisible()

    await ann.composer.fill('Good evening.')
    const questions = aside(ann).getByRole('region', { name: 'Something to ask' })
    const question = await questions.getByRole('button').first().textContent()
    await questions.getByRole('button').first().click()
    await expect(ann.composer).toHaveValue(`Good evening. ${question}`)
    await expect(ann.composer).toBeFocused()
    await inspect(ann.page, 'aside', info)

    ann.forgive(NO_NETWORK)
    await ann.goOffline()
    await expect(aside(ann).getByRole('region', { name: 'Who is here' })).toContainText('YouDisconnected')
  },
)

test('a double click on Leave leaves, and asks nothing', { tag: '@once' }, async ({ people }) => {
  const [ann] = await people.pair()
  await ann.button('Leave').dblclick()
  await expect(ann.heading('You left')).toBeVisible()
  await expect(ann.page.getByRole('dialog')).toBeHidden()
  await expect(ann.button('Meet somebody new')).toBeFocused()
})
