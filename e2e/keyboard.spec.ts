import type { Page } from '@playwright/test'
import { expect, test } from './support/test'

/** Walks forward until the element that has the focus bears this name. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Tab')
    const focused = await focusedName(page)
    if (typeof name === 'string') expect(focused).toBe(name)
    else expect(focused).toMatch(name)
  }).toPass({ intervals: [0], timeout: 15_000 })
  await expectFocusVisible(page)
}

/** The accessible name of the element that has the focus, as far as its label and text give it. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement: element } = document
    if (element === document.body) return ''
    const labels =
      element && 'labels' in element ? [...((element.labels as NodeListOf<Element> | null) ?? [])] : []
    const label = labels.map((one) => one.textContent).join(' ')
    return (element?.getAttribute('aria-label') ?? (label || element?.textContent) ?? '').trim()
  })
}

/** An outline, or a border of its own, tells where the focus is; for what is drawn by a label, the label's. */
async function expectFocusVisible(page: Page): Promise<void> {
  const outline = await page.evaluate(() => {
    const drawn = [document.activeElement, document.activeElement?.closest('label')]
    return drawn.some((element) => {
      const style = element && getComputedStyle(element)
      return style && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1
    })
  })
  expect(outline, 'the focus can be seen').toBe(true)
}

test('everything by keyboard, from the landing page to the next conversation', async ({
  people,
  isMobile,
}) => {
  test.skip(isMobile, 'a phone has no Tab key')
  test.slow()
  const [ann, bob] = [await people.invite({ colorScheme: 'dark' }), await people.welcome()]
  const { page } = ann
  const keys = page.keyboard

  await page.goto('/')
  await tabTo(page, 'Skip to the content')
  await tabTo(page, /^Text/)
  await keys.press('Enter')
  await expect(page.getByLabel('How old are you?')).toBeVisible()
  await tabTo(page, 'How old are you?')
  await keys.type('33')
  await tabTo(page, /agree to the terms/)
  await keys.press('Space')
  await tabTo(page, /what is kept about me/)
  await keys.press('Space')
  await tabTo(page, 'Come in')
  await keys.press('Enter')

  await expect(ann.startButton).toBeVisible()
  await tabTo(page, 'Keyboard shortcuts')
  await keys.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await keys.press('Escape')
  await expect(ann.button('Keyboard shortcuts')).toBeFocused()
  await tabTo(page, 'Anything you would like to talk about')
  await keys.type('Lighthouses')
  await keys.press('Enter')
  await expect(page.getByRole('list', { name: 'Your interests' })).toContainText('Lighthouses')
  await tabTo(page, 'Remove Lighthouses')
  await tabTo(page, 'Start talking')
  await keys.press('Enter')
  await expect(ann.button('Stop looking')).toBeFocused()
  await keys.press('Escape')
  await expect(ann.startButton).toBeVisible()
  await tabTo(page, 'Start talking')
  await keys.press('Enter')
  await expect(ann.button('Stop looking')).toBeFocused()
  await bob.startButton.click()

  await expect(ann.composer).toBeFocused()
  await expectFocusVisible(page)
  await keys.type('By keys alone? Yes.')
  await keys.press('Enter')
  await expect(bob.messages).toHaveText(['Stranger: By keys alone? Yes.'])
  await keys.press('Shift+Tab')
  await expect(ann.button('Next')).toBeFocused()
  await keys.press('Shift+Tab')
  const more = page.getByRole('button', { name: 'More about this message' }).last()
  await expect(more).toBeFocused()
  await keys.press('Enter')
  await expect(ann.button('Copy')).toBeVisible()
  await keys.press('Escape')
  await expect(ann.button('Copy')).toBeHidden()
  await expect(more).toBeFocused()
  await keys.press('Shift+Tab')
  await expect(ann.log).toBeFocused()
  await expectFocusVisible(page)
  await keys.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await keys.press('Escape')
  await expect(ann.log).toBeFocused()
  await keys.press('/')
  await expect(ann.composer).toBeFocused()

  await keys.press('Escape')
  await expect(ann.heading('You left')).toBeVisible()
  await expect(ann.button('Meet somebody new')).toBeFocused()
  await keys.press('Escape')
  await expect(ann.heading('Looking for somebody')).toBeVisible()
  await expect(bob.button('Meet somebody new')).toBeFocused()
  await bob.page.keyboard.press('Enter')
  await expect(ann.composer).toBeFocused({ timeout: 15_000 })
})

test('a report by keyboard: the focus stays in the dialog, returns, and ends at what comes next', async ({
  people,
  isMobile,
}) => {
  test.skip(isMobile, 'a phone has no Tab key')
  const [ann, bob] = await people.pair()
  const { page } = ann
  const keys = page.keyboard
  await tabTo(page, 'Report')
  await keys.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Report this person' })
  await expect(dialog.getByRole('group', { name: /^What happened/ })).toBeFocused()
  await keys.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(ann.button('Report')).toBeFocused()
  await expect(ann.composer).toBeVisible()

  await keys.press('Enter')
  await expect(dialog).toBeVisible()
  await tabTo(page, 'In your words')
  await keys.type('Every key a nail.')
  await tabTo(page, 'Sexual or otherwise inappropriate')
  for (let step = 0; step < 9; step += 1) {
    await keys.press('Tab')
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  }
  await tabTo(page, 'Harassment, hate or threats')
  await keys.press('Enter')
  await expect(ann.button('Take it back')).toBeFocused()
  await tabTo(page, 'Send now')
  await keys.press('Enter')
  await expect(ann.heading('Thank you, your report is in')).toBeVisible()
  await expect(ann.button('Meet somebody new')).toBeFocused()
  await expect(bob.heading('Your partner has left')).toBeVisible()
})
