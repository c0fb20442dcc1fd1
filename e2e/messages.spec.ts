import { keepPictures } from './support/looks'
import { expect, test } from './support/test'

/** 4 × 4 pixels of PNG. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGP8z4AATAxEcQAz0QEHOoQ+uAAAAABJRU5ErkJggg==',
  'base64',
)

test('what may hurt is covered, a link asks, and words are copied with their time', async ({
  people,
}, info) => {
  const [ann, bob] = await people.pair()
  await ann.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await bob.send('fuck you')
  const foul = ann.messages.first()
  const cover = foul.getByRole('button', { name: 'This may hurt. Show' })
  await expect(cover).toBeVisible()
  await expect(ann.page.locator('body')).not.toContainText('fuck')
  await expect(foul.getByRole('button', { name: 'Block this person' })).toBeEnabled()
  await keepPictures(ann.page, 'covered words', info)
  await cover.click()
  await expect(foul.getByText('fuck you')).toBeVisible()
  await foul.getByRole('button', { name: 'Cover it again' }).click()
  await expect(ann.page.locator('body')).not.toContainText('fuck')
  await foul.getByRole('button', { name: 'Report this person' }).click()
  await expect(ann.page.getByRole('dialog', { name: 'Report this person' })).toBeVisible()
  await ann.page.keyboard.press('Escape')

  await bob.send('look: https://аpple.com/sale')
  await ann.messages
    .last()
    .getByRole('button', { name: /apple|аpple/ })
    .click()
  const dialog = ann.page.getByRole('dialog', { name: 'Open this link?' })
  await expect(dialog.getByText('xn--pple-43d.com', { exact: true })).toBeVisible()
  await expect(dialog).toContainText('can look like others')
  const link = dialog.getByRole('link', { name: 'Open in a new tab' })
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow')
  await expect(link).toHaveAttribute('target', '_blank')
  await keepPictures(ann.page, 'link dialog', info)
  await ann.page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  const last = ann.messages.last()
  await last.hover()
  await last.getByRole('button', { name: 'More about this message' }).click()
  await expect(last.getByRole('time')).toBeVisible()
  await last.getByRole('button', { name: 'Copy' }).click()
  await expect(last.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await ann.page.evaluate(() => navigator.clipboard.readText())).toBe('look: https://аpple.com/sale')
  await keepPictures(ann.page, 'message with its time', info)
})

test('a picture is shown before it goes, and covered where it arrives', async ({ people }, info) => {
  const [ann, bob] = await people.pair()
  const chooser = ann.page.waitForEvent('filechooser')
  await ann.button('Send a picture').click()
  await (await chooser).setFiles({ name: 'me.png', mimeType: 'image/png', buffer: PICTURE })
  const dialog = ann.page.getByRole('dialog', { name: 'Send this picture?' })
  await expect(dialog.getByRole('img', { name: 'The picture as it will be sent' })).toBeVisible()
  await keepPictures(ann.page, 'picture before it goes', info)
  await dialog.getByRole('button', { name: 'Send picture' }).click()
  await expect(ann.messages.getByRole('img', { name: 'Your picture' })).toBeVisible()
  await expect(ann.messages.last()).toContainText('Delivered')

  await expect(bob.messages.getByRole('img')).toHaveCount(0)
  await keepPictures(bob.page, 'covered picture', info)
  await bob.page.getByRole('button', { name: /^A picture\..*Show$/ }).click()
  const shown = bob.messages.getByRole('img', { name: 'Picture from the stranger' })
  await expect(shown).toBeVisible()
  expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(4)
  await expect(shown).toHaveAttribute('src', /^data:image\/(webp|jpeg);base64,/)
})

test(
  'an emoji goes where the caret stands, by keyboard alone',
  { tag: '@once' },
  async ({ people }, info) => {
    const [ann, bob] = await people.pair()
    const keys = ann.page.keyboard
    await ann.send('before')
    await expect(ann.messages).toContainText(['Delivered'])
    const cameIn = () => ann.messages.first().evaluate((row) => row.getAnimations()[0]?.startTime)
    const before = await cameIn()
    await ann.composer.fill('ab')
    await keys.press('ArrowLeft')
    await keys.press('Tab')
    await expect(ann.button('Choose an emoji')).toBeFocused()
    await keys.press('Enter')
    await expect(ann.button('😀')).toBeFocused()
    // A screen that is taken away while the picker loads comes in anew.
    expect(await cameIn()).toBe(before)
    await keepPictures(ann.page, 'emoji', info)
    await keys.press('ArrowRight')
    await keys.press('Enter')
    await keys.press('Escape')
    await expect(ann.composer).toBeFocused()
    await expect(ann.composer).toHaveValue('a😄b')
    await expect(ann.page.getByRole('dialog')).toBeHidden()
    await keys.press('Enter')
    await expect(bob.messages).toHaveText(['Stranger: before', 'Stranger: a😄b'])
  },
)

test('a person who looks at something else is called back', { tag: '@once' }, async ({ people }, info) => {
  const ann = await people.welcome()
  await ann.page.evaluate(() => {
    let isAway = true
    document.hasFocus = () => !isAway
    window.addEventListener('omegoo-test-return', () => {
      isAway = false
      window.dispatchEvent(new Event('focus'))
    })
    window.addEventListener('omegoo-test-leave', () => {
      isAway = true
    })
  })
  const away = (name: 'leave' | 'return') =>
    ann.page.evaluate((event) => window.dispatchEvent(new Event(event)), `omegoo-test-${name}`)
  const before = await ann.page.title()
  await ann.startButton.click()
  await expect(ann.heading('Call me back')).toBeVisible()
  await expect(ann.page.getByRole('checkbox', { name: 'Play a soft sound' })).toBeChecked()
  await keepPictures(ann.page, 'waiting', info)

  const bob = await people.welcome()
  await bob.startButton.click()
  await expect(ann.page).toHaveTitle('● Somebody is here – Omegoo')
  await bob.send('something secret')
  await expect(ann.page).toHaveTitle('(1) New message – Omegoo')
  await bob.send('and more')
  await expect(ann.page).toHaveTitle('(2) New messages – Omegoo')
  await away('return')
  await expect(ann.page).toHaveTitle(before)
  await bob.send('while you look')
  await expect(ann.messages).toHaveCount(3)
  await expect(ann.page).toHaveTitle(before)
})
