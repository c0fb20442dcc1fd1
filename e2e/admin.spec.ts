import { CHIEF, enterAsChief } from './support/admin'
import { inspect } from './support/looks'
import { expect, meet, test } from './support/test'

test.use({ serverEnv: CHIEF })

test('the figures move while strangers meet, and the last hour is there after a refresh', async ({
  people,
}, info) => {
  const admin = await people.invite()
  await enterAsChief(admin)
  const figure = (name: string) => admin.page.locator('dl > div').filter({ hasText: name })
  await expect(admin.page.getByText('Live', { exact: true })).toBeVisible()
  await expect(figure('Talking')).toContainText('0')
  await inspect(admin.page, 'quiet overview', info)

  const two = [await people.welcome(), await people.welcome()] as const
  await expect(figure('People connected')).toContainText('2')
  await meet(two)
  await expect(figure('Talking')).toContainText('2')
  await two[0].say('hello')
  await expect(figure('Messages, last minute')).toContainText('1 in all')
  await two[1].button('Leave').click()
  await expect(figure('Talking')).toContainText('0')
  await expect(figure('Sessions ended')).toContainText('1', { timeout: 20_000 })
  await admin.page.reload()
  await expect(figure('Sessions ended')).toContainText('1')
  await expect(admin.page.getByRole('region', { name: 'Why sessions end' })).toContainText('Somebody left')
  await inspect(admin.page, 'overview', info)
})
