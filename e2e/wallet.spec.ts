import { CHIEF } from './support/admin'
import { inspect } from './support/looks'
import type { Page } from '@playwright/test'
import { expect, meet, test } from './support/test'

/** As `npm run demo` does: the built server simulates nothing unless it is told to. */
test.use({ serverEnv: { PAYMENT_SIMULATED: '1' } })

async function buyCoins(page: Page): Promise<void> {
  await page.goto('/wallet')
  await page.getByRole('button', { name: 'Buy 100 coins' }).click()
  await page.getByRole('button', { name: 'Pay, simulated' }).click()
  await expect(page.getByRole('status').filter({ hasText: '100 coins' })).toBeVisible()
}

async function spendOnLook(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Ocean' }).check()
  await page.getByRole('button', { name: 'Get it A look for your messages' }).click()
  const question = page.getByRole('dialog', { name: 'A look for your messages: 80 coins?' })
  await expect(question.getByText('You have 100, and 20 are left then.')).toBeVisible()
  await question.getByRole('button', { name: 'Yes, spend them' }).click()
  await expect(page.getByText(/^Yours until/)).toBeVisible()
}

test('coins are bought, visibly simulated, spent on a look, and both are in the history', async ({
  people,
}, info) => {
  const ann = await people.welcome()
  const { page } = ann
  await page.goto('/wallet')
  await expect(page.getByText('Nothing yet.', { exact: true })).toBeVisible()
  await expect(page.getByText('Simulated', { exact: true })).toBeVisible()
  await inspect(page, 'wallet, empty', info)

  await page.getByRole('button', { name: 'Buy 100 coins' }).click()
  const dialog = page.getByRole('dialog', { name: 'Simulated payment' })
  await expect(dialog.getByText('$1.99')).toBeVisible()
  await inspect(page, 'wallet, simulated payment', info)
  await dialog.getByRole('button', { name: 'Pay, simulated' }).click()
  await expect(page.getByRole('status').filter({ hasText: '100 coins' })).toBeVisible()

  await spendOnLook(page)
  await expect(page.getByRole('status').filter({ hasText: '20 coins' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'What moved your coins' }).getByRole('listitem')).toHaveCount(
    2,
  )
  await page.getByRole('button', { name: /^Receipt/ }).click()
  await expect(page.getByRole('dialog', { name: 'Receipt' }).getByText('$1.99')).toBeVisible()
  await inspect(page, 'wallet, receipt', info)
  await page.keyboard.press('Escape')
  await inspect(page, 'wallet', info)
})

test('a gift is seen by both, and a look too', async ({ people }, info) => {
  const [ann, bob] = [await people.welcome(), await people.welcome()]
  await buyCoins(ann.page)
  await spendOnLook(ann.page)
  await ann.page.goto('/chat')
  await meet([ann, bob])
  await ann.send('hello from the sea')
  await expect(bob.page.locator('[data-look="ocean"]').getByText('hello from the sea')).toBeVisible()
  await ann.page.getByRole('button', { name: 'Give something small' }).click()
  const gifts = ann.page.getByRole('dialog', { name: 'A small gift' })
  await expect(gifts.getByText('You have 20 coins.')).toBeVisible()
  await inspect(ann.page, 'chat, choosing a gift', info)
  await gifts.getByRole('radio', { name: 'Flower' }).check()
  await gifts.getByRole('button', { name: 'Give it for 5 coins' }).click()
  await expect(bob.page.getByText('Your partner gave you a flower.')).toBeVisible()
  await expect(ann.page.getByText('You gave a flower.')).toBeVisible()
  await inspect(bob.page, 'chat, a gift', info)
})

test(
  'an administrator sees the order, checks the books and sends the money back',
  { tag: '@once' },
  async ({ people }, info) => {
    const ann = await people.welcome()
    await buyCoins(ann.page)
    const { context, page } = await people.invite()
    const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = CHIEF
    expect((await context.request.post('/api/auth/login', { data: { email, password } })).ok()).toBe(true)
    await page.goto('/admin/revenue')
    await expect(page.getByText('Paid, USD').first()).toBeVisible()
    await inspect(page, 'revenue', info)
    await page
      .getByRole('button', { name: /^Refund/ })
      .first()
      .click()
    await page.getByLabel('Why').fill('bought twice')
    await page.getByRole('button', { name: 'Send the money back' }).click()
    await expect(page.getByRole('row').filter({ hasText: 'bought twice' }).first()).toContainText('Refunded')
    await page.getByRole('link', { name: 'Ledger' }).click()
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(page.getByText(/sum to zero, and every wallet/)).toBeVisible()
    await inspect(page, 'ledger', info)
  },
)
