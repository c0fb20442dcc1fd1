import { keepPictures } from './support/looks'
import { expect, test } from './support/test'

// The limits as people meet them, not the wide ones of the other tests.
test.use({ serverEnv: { RATE_LIMIT_FACTOR: '1' } })
// A server of its own is started once, by one worker.
test.describe.configure({ mode: 'default' })

const TOO_FAST = /A little fast\. You can send again in \d+ s\./

test(
  'too fast: the eleventh message stays in the field, counts down, and can then be sent',
  { tag: '@once' },
  async ({ people }, info) => {
    const [ann, bob] = await people.pair()
    for (let count = 1; count <= 10; count += 1) await ann.send(`number ${count}`)
    await ann.send('number 11')
    await expect(ann.page.getByText(TOO_FAST)).toBeVisible()
    await expect(ann.composer).toHaveValue('number 11')
    await keepPictures(ann.page, 'too fast', info)
    await expect(ann.page.getByText(TOO_FAST)).toBeHidden({ timeout: 15_000 })
    await ann.composer.press('Enter')
    await expect(bob.messages).toHaveCount(11)
    await expect(bob.messages.last()).toHaveText('Stranger: number 11')
  },
)

test(
  'too fast over two tabs: the server refuses, and what waits is sent by itself, in order',
  { tag: '@once' },
  async ({ people }) => {
    const [ann, bob] = await people.pair()
    const tab = await ann.openTab()
    await tab.page.goto('/chat')
    await expect(tab.composer).toBeVisible()
    for (let count = 1; count <= 9; count += 1) await ann.send(`here ${count}`)
    for (let count = 1; count <= 2; count += 1) await tab.send(`there ${count}`)
    await expect(tab.page.getByText(TOO_FAST)).toBeVisible()
    await expect(bob.messages).toHaveCount(11, { timeout: 20_000 })
    const texts = await bob.messages.allTextContents()
    expect(texts.filter((text) => text.includes('there'))).toEqual(['Stranger: there 1', 'Stranger: there 2'])
  },
)
