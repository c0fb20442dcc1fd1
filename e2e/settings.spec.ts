import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { inspect } from './support/looks'
import { mailedLink, sentCode } from './support/sent-mail'
import type { Person } from './support/person'
import { NO_NETWORK } from './support/person'
import { expect, test } from './support/test'

const PASSWORD = 'a password to keep'
const NEW_PASSWORD = 'another one to keep'
let made = 0
const newAddress = (project: string) => `${project}-${(made += 1)}-${Date.now()}@example.org`

async function openSettings({ page }: Person): Promise<void> {
  await page.goto('/settings')
  await expect(page.getByLabel('Display name')).toBeVisible()
}

const section = (page: Page, name: string): Locator => page.getByRole('region', { name })
const mail = (page: Page) => section(page, 'E-mail and password')

/** Gives the account that is open an address, on its settings. */
async function addEmail({ page }: Person, email: string): Promise<void> {
  await mail(page).getByLabel('E-mail address').fill(email)
  await mail(page).getByLabel('New password').fill(PASSWORD)
  await mail(page).getByRole('button', { name: 'Keep this account' }).click()
  await expect(mail(page).getByText('Not confirmed yet')).toBeVisible()
}

async function signIn({ page }: Person, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

test('a guest finds name and colours again, and learns what the account depends on', async ({
  people,
}, info) => {
  const ann = await people.welcome()
  await ann.page.getByRole('link', { name: 'Settings' }).click()
  await expect(ann.heading('This account lives in this browser only')).toBeVisible()
  await expect(ann.page.getByText('Guest', { exact: true })).toBeVisible()
  await expect(section(ann.page, 'Where you are logged in').getByText('This browser')).toBeVisible()
  await inspect(ann.page, 'settings of a guest', info)

  await ann.page.getByLabel('Display name').fill('  Ann  ')
  await ann.button('Save name').click()
  await expect(ann.page.getByText('Saved.')).toBeVisible()
  const privacy = section(ann.page, 'Privacy')
  await privacy.getByRole('checkbox', { name: 'Show that I am typing' }).uncheck()
  await expect(privacy.getByText('Saved.')).toBeVisible()
  await ann.page.getByRole('radio', { name: 'Dark' }).check()
  await expect(ann.page.locator('html')).toHaveClass(/dark/)
  await ann.page.reload()
  await expect(ann.page.getByLabel('Display name')).toHaveValue('Ann')
  await expect(privacy.getByRole('checkbox', { name: 'Show that I am typing' })).not.toBeChecked()
  await expect(privacy.getByRole('checkbox', { name: 'Show what I have read' })).toBeChecked()
  await expect(ann.page.getByRole('radio', { name: 'Dark' })).toBeChecked()
  await expect(ann.page.locator('html')).toHaveClass(/dark/)
})

test(
  'a guest keeps the account with an address, and logs this browser out from another one',
  { tag: '@once' },
  async ({ people }, info) => {
    const email = newAddress(info.project.name)
    const ann = await people.welcome()
    await openSettings(ann)
    await ann.page.getByLabel('Display name').fill('Ann')
    await ann.button('Save name').click()
    await expect(ann.page.getByText('Saved.')).toBeVisible()
    await addEmail(ann, email)
    await expect(ann.heading('This account lives in this browser only')).toBeHidden()
    await inspect(ann.page, 'settings with an address to confirm', info)

    await mail(ann.page).getByRole('button', { name: 'Send the link again' }).click()
    await expect(ann.page.getByText('Another link is on its way.')).toBeVisible()
    await expect(ann.page.getByRole('button', { name: /Send again in/ })).toBeDisabled()
    const link = await mailedLink(ann.context.request, email, '/verify-email')
    const tab = await ann.openTab()
    await tab.page.goto(link)
    await expect(tab.heading('Your address is confirmed')).toBeVisible()
    await tab.page.close()
    await ann.page.reload()
    await expect(mail(ann.page).getByText('Confirmed', { exact: true })).toBeVisible()

    const laptop = await people.invite()
    await laptop.page.goto('/sign-in?next=%2Fsettings')
    await signIn(laptop, email, PASSWORD)
    await expect(laptop.page.getByLabel('Display name')).toHaveValue('Ann')
    await ann.page.goto('/chat')
    await expect(ann.startButton).toBeVisible()
    ann.forgive(/401/, NO_NETWORK)
    const logins = section(laptop.page, 'Where you are logged in')
    await expect(logins.getByRole('listitem')).toHaveCount(2)
    await inspect(laptop.page, 'settings of a member', info)
    await logins.getByRole('button', { name: /^Log out Chrome/ }).click()
    await expect(logins.getByRole('status')).toContainText('is logged out.')
    await expect(logins.getByRole('status')).toBeFocused()
    await expect(logins.getByRole('listitem')).toHaveCount(1)
    // At once, and its device does not bring it back.
    await expect(ann.heading('Before you start')).toBeVisible()
    await expect(ann.page.getByLabel('How old are you?')).toBeVisible()
  },
)

test(
  'a number is confirmed by the code that was sent to it, and raises the level',
  { tag: '@once' },
  async ({ people }, info) => {
    const ann = await people.welcome()
    await openSettings(ann)
    const phone = section(ann.page, 'Phone number')
    await phone.getByLabel('Phone number').fill('01555 0100')
    await phone.getByRole('button', { name: 'Send me a code' }).click()
    await expect(phone.getByText('Please begin with +')).toBeVisible()
    const digits = String(Date.now()).slice(-7)
    await phone.getByLabel('Phone number').fill(`0049 1555 / ${digits}`)
    await phone.getByRole('button', { name: 'Send me a code' }).click()
    const number = `+491555${digits}`
    await expect(phone.getByText(`We have sent a code to ${number}. It is good for 5 minutes.`)).toBeVisible()
    const field = phone.getByLabel('Code of 6 digits')
    await expect(field).toBeFocused()
    await expect(field).toHaveAttribute('autocomplete', 'one-time-code')
    await expect(field).toHaveAttribute('inputmode', 'numeric')
    await expect(phone.getByRole('button', { name: /Send again in/ })).toBeDisabled()

    const code = await sentCode(ann.context.request, number)
    await field.fill('12')
    await phone.getByRole('button', { name: 'Confirm' }).click()
    await expect(phone.getByText('The code has 6 digits.')).toBeVisible()
    ann.forgive(/400/)
    await field.fill(code === '000000' ? '000001' : '000000')
    await phone.getByRole('button', { name: 'Confirm' }).click()
    await expect(phone.getByText('That is not the code. 4 tries left.')).toBeVisible()
    await inspect(ann.page, 'a wrong code', info)
    await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`)
    await phone.getByRole('button', { name: 'Confirm' }).click()
    await expect(phone.getByText('Your number is confirmed.')).toBeVisible()
    await expect(section(ann.page, 'You').getByText('Phone confirmed', { exact: true })).toBeVisible()
  },
)

test(
  'five wrong tries spend a code, and after a minute another one may be sent',
  { tag: '@once' },
  async ({ people }) => {
    const ann = await people.welcome()
    await ann.page.clock.install()
    await openSettings(ann)
    const phone = section(ann.page, 'Phone number')
    await phone.getByLabel('Phone number').fill(`+491556${String(Date.now()).slice(-7)}`)
    await phone.getByRole('button', { name: 'Send me a code' }).click()
    ann.forgive(/400/)
    for (let left = 4; left >= 0; left -= 1) {
      await phone.getByLabel('Code of 6 digits').fill('000000')
      await phone.getByRole('button', { name: 'Confirm' }).click()
      const words =
        left > 0 ? `${left} ${left === 1 ? 'try' : 'tries'} left.` : 'This code is no good any more.'
      await expect(phone.getByText(words)).toBeVisible()
    }
    await expect(phone.getByRole('button', { name: 'Confirm' })).toBeDisabled()
    await ann.page.clock.runFor(61_000)
    await phone.getByRole('button', { name: 'Send again' }).click()
    await expect(phone.getByText('This code is no good any more.')).toBeHidden()
    await expect(phone.getByRole('button', { name: 'Confirm' })).toBeEnabled()
    await ann.page.clock.runFor(300_000)
    await expect(phone.getByText('The time for this code is over.')).toBeVisible()
  },
)

test(
  'a changed password ends the other logins, and is the one that counts',
  { tag: '@once' },
  async ({ people }, info) => {
    const email = newAddress(info.project.name)
    const ann = await people.welcome()
    await openSettings(ann)
    await addEmail(ann, email)
    const laptop = await people.invite()
    await laptop.page.goto('/sign-in')
    await signIn(laptop, email, PASSWORD)
    await expect(laptop.startButton).toBeVisible()

    await ann.page.reload()
    await ann.button('Change password').click()
    ann.forgive(/401/)
    laptop.forgive(/401/, NO_NETWORK)
    await mail(ann.page).getByLabel('Present password').fill('not the password')
    await mail(ann.page).getByLabel('New password').fill(NEW_PASSWORD)
    await ann.button('Save the new password').click()
    await expect(ann.page.getByText('That is not the present password.')).toBeVisible()
    await mail(ann.page).getByLabel('Present password').fill(PASSWORD)
    await ann.button('Save the new password').click()
    await expect(ann.page.getByText('The new password is saved')).toBeVisible()
    await expect(section(ann.page, 'Where you are logged in').getByRole('listitem')).toHaveCount(1)
    await expect(laptop.heading('Before you start')).toBeVisible()
    await laptop.page.goto('/sign-in')
    await signIn(laptop, email, PASSWORD)
    await expect(laptop.page.getByText('No account has this address with this password.')).toBeVisible()
    await signIn(laptop, email, NEW_PASSWORD)
    await expect(laptop.startButton).toBeVisible()
  },
)

test('blocked people are listed, and can be unblocked there', async ({ people }, info) => {
  const [ann, bob] = await people.pair()
  await ann.button('Block').click()
  await ann.page.getByRole('dialog').getByRole('button', { name: 'Block', exact: true }).click()
  await expect(ann.heading('Blocked')).toBeVisible()
  await bob.page.close()
  await openSettings(ann)
  const blocks = section(ann.page, 'Blocked people')
  await expect(blocks.getByRole('listitem')).toHaveText(/Blocked.*Since/)
  await blocks.scrollIntoViewIfNeeded()
  await inspect(ann.page, 'blocked people', info)
  await blocks.getByRole('button', { name: /^Unblock the person blocked/ }).click()
  await expect(blocks.getByText('You have blocked nobody.')).toBeVisible()
  await ann.page.reload()
  await expect(blocks.getByText('You have blocked nobody.')).toBeVisible()
})

test('the export is a file with the person’s data', { tag: '@once' }, async ({ people }, info) => {
  const email = newAddress(info.project.name)
  const ann = await people.welcome()
  await openSettings(ann)
  await addEmail(ann, email)
  const download = ann.page.waitForEvent('download')
  await ann.button('Download my data').click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^omegoo-\d{4}-\d{2}-\d{2}\.json$/)
  const kept = JSON.parse(await readFile(await file.path(), 'utf8')) as Record<string, unknown>
  expect(kept).toMatchObject({ account: { email }, logins: [{}], devices: [{}], blocks: [] })
  await expect(ann.page.getByText('The file is saved.')).toBeVisible()
})

test(
  'deleting asks for the password, and then the account cannot sign in',
  { tag: '@once' },
  async ({ people }, info) => {
    const email = newAddress(info.project.name)
    const ann = await people.welcome()
    await openSettings(ann)
    await addEmail(ann, email)
    await ann.button('Delete my account').click()
    const dialog = ann.page.getByRole('dialog', { name: 'Delete your account?' })
    await expect(dialog).toContainText('their messages and pictures go after 90 days')
    await inspect(ann.page, 'before deleting', info)
    ann.forgive(/401/)
    await dialog.getByLabel('Present password').fill('not the password')
    await dialog.getByRole('button', { name: 'Delete for good' }).click()
    await expect(dialog.getByText('That is not the present password.')).toBeVisible()
    await dialog.getByLabel('Present password').fill(PASSWORD)
    await dialog.getByRole('button', { name: 'Delete for good' }).click()
    await expect(ann.heading('Talk to somebody you have never met.')).toBeVisible()
    await ann.page.goto('/sign-in')
    await signIn(ann, email, PASSWORD)
    await expect(ann.page.getByText('No account has this address with this password.')).toBeVisible()
    await ann.page.goto('/settings')
    await expect(ann.heading('Before you start')).toBeVisible()
  },
)

test(
  'a guest is warned before the account is lost with the log-out',
  { tag: '@once' },
  async ({ people }, info) => {
    // By the gate itself: this browser has to keep what makes its guest, and to forget it.
    const ann = await people.invite()
    await ann.page.goto('/gate?next=%2Fsettings')
    await ann.answerGate('30')
    await expect(ann.page.getByLabel('Display name')).toBeVisible()
    expect(await ann.page.evaluate(() => localStorage.getItem('omegoo.device'))).toBeTruthy()
    await ann.button('Log out').click()
    const dialog = ann.page.getByRole('dialog', { name: 'Log out and lose this account?' })
    await inspect(ann.page, 'before a guest logs out', info)
    await dialog.getByRole('button', { name: 'Keep this account' }).click()
    await expect(mail(ann.page).getByLabel('E-mail address')).toBeFocused()
    // Connected like this page, and just as ready to log the device in again.
    const tab = await ann.openTab()
    // What it asks for may be on its way while the account goes.
    tab.forgive(/status of 401/)
    await tab.page.goto('/chat')
    await expect(tab.startButton).toBeVisible()
    const logins: string[] = []
    ann.context.on('request', (request) => {
      if (request.url().endsWith('/api/auth/login')) logins.push(request.url())
    })
    await ann.button('Log out').click()
    await dialog.getByRole('button', { name: 'Log out anyway' }).click()
    await expect(ann.heading('Talk to somebody you have never met.')).toBeVisible()
    await expect(ann.page.getByRole('link', { name: 'Sign in' })).toBeVisible()
    const asked = tab.page.getByLabel('How old are you?')
    await expect(asked.or(tab.page.getByRole('dialog', { name: 'You are signed out' }))).toBeVisible()
    expect(logins).toEqual([])
    expect(await ann.page.evaluate(() => localStorage.getItem('omegoo.device'))).toBeNull()
  },
)

test(
  'a signed-out person comes back to the settings by the gate, and nowhere else',
  { tag: '@once' },
  async ({ people }) => {
    const guest = await people.invite()
    await guest.page.goto('/settings')
    await expect(guest.heading('Before you start')).toBeVisible()
    await expect(guest.page.getByRole('link', { name: 'I have an account with e-mail' })).toHaveAttribute(
      'href',
      '/sign-in?next=%2Fsettings',
    )
    await guest.answerGate('30')
    await expect(guest.page.getByLabel('Display name')).toBeVisible()
    await guest.page.goto('/gate?next=//other.test/')
    await expect(guest.startButton).toBeVisible()
    expect(new URL(guest.page.url()).pathname).toBe('/chat')
  },
)

test(
  'without a network nothing typed is lost, and the list can be asked for again',
  { tag: '@once' },
  async ({ people }) => {
    const ann = await people.welcome()
    ann.forgive(NO_NETWORK)
    await ann.page.route('**/api/auth/sessions', (route) => route.abort('internetdisconnected'))
    await openSettings(ann)
    const logins = section(ann.page, 'Where you are logged in')
    await expect(logins.getByText('No connection right now.')).toBeVisible()
    await ann.page.unroute('**/api/auth/sessions')
    await logins.getByRole('button', { name: 'Try again' }).click()
    await expect(logins.getByText('This browser')).toBeVisible()
    await ann.page.getByLabel('Display name').fill('Ann')
    await ann.context.setOffline(true)
    await ann.button('Save name').click()
    await expect(section(ann.page, 'You').getByRole('alert')).toContainText('No connection right now.')
    await ann.context.setOffline(false)
    await ann.button('Save name').click()
    await expect(ann.page.getByText('Saved.')).toBeVisible()
  },
)

test('the keyboard is enough', { tag: '@once' }, async ({ people }) => {
  const ann = await people.welcome()
  await openSettings(ann)
  const { keyboard } = ann.page
  const tabTo = async (target: Locator) => {
    await expect(async () => {
      await keyboard.press('Tab')
      await expect(target).toBeFocused({ timeout: 50 })
    }).toPass()
  }
  await tabTo(ann.page.getByLabel('Display name'))
  await keyboard.type('Ann')
  await keyboard.press('Enter')
  await expect(ann.page.getByText('Saved.')).toBeVisible()
  await tabTo(ann.page.getByRole('radio', { name: 'Device' }))
  await keyboard.press('ArrowRight')
  await expect(ann.page.locator('html')).toHaveClass(/light/)
  await tabTo(ann.button('Delete my account'))
  await keyboard.press('Enter')
  const dialog = ann.page.getByRole('dialog')
  await expect(dialog.getByRole('checkbox')).toBeFocused()
  await keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(ann.button('Delete my account')).toBeFocused()
  await keyboard.press('Enter')
  await tabTo(dialog.getByRole('button', { name: 'Delete for good' }))
  await keyboard.press('Enter')
  await expect(dialog.getByText('Please tick this to go on.')).toBeVisible()
  await expect(dialog.getByRole('checkbox')).toBeFocused()
  await keyboard.press('Space')
  await tabTo(dialog.getByRole('button', { name: 'Delete for good' }))
  await keyboard.press('Enter')
  await expect(ann.heading('Talk to somebody you have never met.')).toBeVisible()
})
