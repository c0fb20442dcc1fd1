import { readFile } from 'node:fs/promises'
import { inspect } from './support/looks'
import { expect, test } from './support/test'

test('after a talk one sees what is stored of it, signed, and can check it again later', async ({
  people,
}, info) => {
  const [ann, bob] = await people.pair()
  await ann.send('hello')
  await expect(bob.messages).toHaveCount(1)
  await bob.button('Leave').click()
  await ann.button('What was stored').click()
  const dialog = ann.page.getByRole('dialog', { name: 'What is stored of this talk' })
  await expect(dialog.getByText('The signature is right')).toBeVisible()
  await expect(dialog.getByText('1 message by you, 0 by the other.')).toBeVisible()
  await expect(dialog.getByRole('listitem').filter({ hasText: 'What was said' })).toContainText('Stored')
  await inspect(ann.page, 'receipt', info)
  const saved = ann.page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save as a file' }).click()
  const file = await (await saved).path()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(dialog).toBeHidden()

  await ann.page.goto('/settings#receipts')
  const section = ann.page.getByRole('region', { name: 'Receipts' })
  await expect(section.getByRole('listitem')).toHaveCount(1)
  await section.getByLabel('Check a saved receipt').first().setInputFiles(file)
  await expect(section.getByText('The signature is right')).toBeVisible()
  await section.scrollIntoViewIfNeeded()
  await inspect(ann.page, 'receipts in the settings', info)

  const text = await readFile(file, 'utf8')
  const changed = { name: 'changed.json', mimeType: 'application/json' }
  const forged = Buffer.from(text.replace(String.raw`\"messagesSent\":1`, String.raw`\"messagesSent\":0`))
  expect(forged.toString()).not.toBe(text)
  await section
    .getByLabel('Check a saved receipt')
    .first()
    .setInputFiles({ ...changed, buffer: forged })
  await expect(section.getByText('The signature does not fit')).toBeVisible()
  await section
    .getByLabel('Check a saved receipt')
    .first()
    .setInputFiles({ ...changed, buffer: Buffer.from('{}') })
  await expect(section.getByText('This is no receipt.')).toBeVisible()
})
