import { CHIEF } from './support/admin'
import { inspect } from './support/looks'
import { NO_NETWORK } from './support/person'
import type { Page } from '@playwright/test'
import { expect, meet, test } from './support/test'

/** As `npm run demo` does: the built server simulates nothing unless it is told to. */
test.use({ serverEnv: { PAYMENT_SIMULATED: '1' } })
// A server of its own is started once, by one worker.
test.describe.configure({ mode: 'default' })

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
  let historyReads = 0
  page.on('request', (request) => {
    if (request.url().includes('/api/payment/history')) historyReads += 1
  })
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
  await expect(page.getByRole('region', { name: 'History of your coins' }).getByRole('listitem')).toHaveCount(
    2,
  )
  // As the page opened, and for what was paid: spending changes no payment.
  expect(historyReads).toBe(2)
  await page.getByRole('button', { name: /^Receipt/ }).click()
  await expect(page.getByRole('dialog', { name: 'Receipt' }).getByText('$1.99')).toBeVisible()
  await inspect(page, 'wallet, receipt', info)
  await page.keyboard.press('Escape')
  await inspect(page, 'wallet', info)
})

/** Asks as the page does. */
async function post(page: Page, path: string, body: object): Promise<void> {
  const isDone = await page.evaluate(
    async ([to, json]) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(to, { method: 'POST', headers, body: json })).ok
    },
    [path, JSON.stringify(body)] as const,
  )
  expect(isDone, path).toBe(true)
}

test('what is older is read on, a page at a time', { tag: '@once' }, async ({ people }, info) => {
  const ann = await people.welcome()
  ann.forgive(/status of 500/)
  const { page } = ann
  await page.goto('/wallet')
  await page.getByRole('button', { name: 'Buy 1200 coins' }).click()
  await page.getByRole('button', { name: 'Pay, simulated' }).click()
  await expect(page.getByRole('status').filter({ hasText: '1,200 coins' })).toBeVisible()
  for (let spent = 0; spent < 20; spent += 1)
    await post(page, '/api/wallet/spend', { good: 'longer-search', key: `spend ${spent}` })
  await page.reload()
  const lines = page.getByRole('region', { name: 'History of your coins' })
  await expect(lines.getByRole('listitem')).toHaveCount(20)
  const earlier = lines.getByRole('button', { name: 'Show earlier' })
  await page.route('**/api/wallet/lines*', (route) => route.fulfill({ status: 500, body: 'broken' }))
  await earlier.click()
  await expect(lines.getByRole('alert')).toBeVisible()
  await expect(lines.getByRole('listitem')).toHaveCount(20)
  await inspect(page, 'wallet, older lines failed', info)
  await page.unroute('**/api/wallet/lines*')
  await earlier.click()
  await expect(lines.getByRole('listitem')).toHaveCount(21)
  await expect(lines.getByText('Bought')).toBeVisible()
  await expect(earlier).toBeHidden()
})

test('an unpaid order, a missing network and a broken answer are said, and tried again', async ({
  people,
}, info) => {
  const ann = await people.welcome()
  const { page } = ann
  await page.goto('/wallet')
  await expect(page.getByText('A payment is only simulated here', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: 'Buy 100 coins' }).click()
  await page.getByRole('button', { name: 'Not now' }).first().click()
  await page.reload()
  const payments = page.getByRole('region', { name: 'Payments' })
  await expect(payments.getByText('Not paid yet')).toBeVisible()
  await inspect(page, 'wallet, an unpaid order', info)
  await payments.getByRole('button', { name: /^Go on paying/ }).click()
  await page.getByRole('button', { name: 'Pay, simulated' }).click()
  await expect(payments.getByText('Paid', { exact: true })).toBeVisible()
  await expect(payments.getByRole('button', { name: /^Go on paying/ })).toBeHidden()

  ann.forgive(NO_NETWORK)
  await ann.context.setOffline(true)
  await page.getByRole('button', { name: 'Buy 100 coins' }).click()
  const packages = page.getByRole('region', { name: 'Buy coins' })
  await expect(packages.getByRole('alert')).toBeVisible()
  await inspect(page, 'wallet, offline', info)
  await ann.context.setOffline(false)

  ann.forgive(/status of 500|ERR_FAILED/)
  await page.route('**/api/wallet', (route) => route.fulfill({ status: 500, body: 'broken' }))
  await page.reload()
  await expect(page.getByRole('button', { name: 'Try again' }).first()).toBeVisible()
  await inspect(page, 'wallet, broken', info)
  await page.unroute('**/api/wallet')
  await page.getByRole('button', { name: 'Try again' }).first().click()
  await expect(page.getByRole('button', { name: 'Buy 100 coins' })).toBeVisible()
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
