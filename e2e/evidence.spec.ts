import { enterAsChief } from './support/admin'
import { inspect } from './support/looks'
import type { Person } from './support/person'
import { expect, test } from './support/test'

/** Sends a picture after the report that was made on the screen, as it is added to that. */
async function addPicture(admin: Person, reporter: Person, origin: string): Promise<void> {
  const found = await admin.context.request.get('/api/admin/reports?limit=1')
  const { data } = (await found.json()) as { data: { reports: readonly { sessionId: string }[] } }
  const picture = await reporter.page.screenshot({ type: 'jpeg', quality: 40 })
  const evidence = { screenshots: [picture.toString('base64')] }
  const complaint = { sessionId: data.reports[0]?.sessionId, reportType: 'other', description: '', evidence }
  const answer = await reporter.context.request.post('/api/moderation/report', {
    data: complaint,
    headers: { origin },
  })
  expect(answer.ok()).toBe(true)
}

/** Sends what the sender's own page shows, by the button for it. */
async function sendPicture({ page }: Person): Promise<void> {
  const buffer = await page.screenshot({ type: 'jpeg', quality: 40 })
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Send a picture' }).click()
  await (await chooser).setFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer })
  // While it is made smaller the button is busy, and takes no press.
  await expect(page.getByRole('img', { name: 'The picture as it will be sent' })).toBeVisible()
  await page.getByRole('button', { name: 'Send picture' }).click()
}

test('a picture of a report is covered until it is opened, which the audit log notes', async ({
  people,
  baseURL,
}, info) => {
  test.slow()
  const admin = await people.invite()
  await enterAsChief(admin, '/admin/reports')
  const { page } = admin
  const [ann, bob] = await people.pair()
  await bob.send('see this')
  await sendPicture(bob)
  await expect(ann.messages).toHaveCount(2)
  await ann.button('Report').click()
  await ann.page.getByRole('button', { name: 'Something else' }).click()
  await ann.button('Send now').click()
  await expect(ann.heading('Thank you, your report is in')).toBeVisible()
  await addPicture(admin, ann, String(baseURL))

  const asked: string[] = []
  page.on('request', (request) => {
    if (/\/screenshots\/|\/picture$/.test(request.url())) asked.push(request.url())
  })
  await page.getByRole('list', { name: 'Reports' }).getByRole('link').first().click()
  const pictures = page.getByRole('list', { name: 'Pictures sent along' })
  await expect(pictures.getByText('Covered')).toBeVisible()
  await expect(pictures.getByRole('img')).toHaveCount(0)
  await inspect(page, 'report with a covered picture', info)
  expect(asked).toEqual([])

  await pictures.getByRole('button', { name: 'Open picture 1' }).focus()
  await page.keyboard.press('Enter')
  const picture = pictures.getByRole('img', { name: 'Picture 1 sent along' })
  await expect(picture).toBeVisible()
  const width = await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)
  expect(width).toBeGreaterThan(100)
  const audit = page.getByRole('region', { name: 'Audit log' })
  await expect(audit.getByText('Picture opened')).toHaveCount(1)
  await expect(audit).toContainText('picture 1')
  await inspect(page, 'report with an open picture', info)

  const cover = pictures.getByRole('button', { name: 'Cover again' })
  await expect(cover).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(picture).toHaveCount(0)
  expect(asked).toHaveLength(1)
  await pictures.getByRole('button', { name: 'Open picture 1' }).click()
  await expect(audit.getByText('Picture opened')).toHaveCount(2)

  const said = page.getByRole('list', { name: 'What was said last' })
  await expect(said.getByRole('img')).toHaveCount(0)
  await said.getByRole('button', { name: 'Open the picture that was sent' }).click()
  await expect(said.getByRole('img', { name: 'A picture that was sent' })).toBeVisible()
  await expect(audit.getByText('Picture opened')).toHaveCount(3)
})
