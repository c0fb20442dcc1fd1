import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { enterAsChief, MEMBER_PASSWORD, setRole } from './support/admin'
import { inspect } from './support/looks'
import { expect, type People, test } from './support/test'

/** An account with a name, and its id. */
async function member(people: People, name: string) {
  const person = await people.invite()
  const email = `${name.toLowerCase()}-${randomUUID()}@example.org`
  const consent = { age: 30, termsAccepted: true, privacyAccepted: true }
  const account = { email, displayName: name, password: MEMBER_PASSWORD, deviceFingerprint: person.device }
  const answer = await person.context.request.post('/api/auth/register', { data: { ...consent, ...account } })
  const { data } = (await answer.json()) as { data: { userId: string } }
  return Object.assign(person, { id: data.userId, email })
}

test(
  'an upload that was cut off goes on by itself, and after a reload once the file is chosen again',
  { tag: '@once' },
  async ({ people }, info) => {
    test.slow()
    const [ann, bob] = [await member(people, 'Ann'), await member(people, 'Bob')]
    const chief = await people.invite()
    await enterAsChief(chief)
    await setRole(chief, ann.email, 'agent')
    await ann.page.goto('/visits')
    await ann.button('New visit').click()
    await ann.page.getByLabel('People, by their id').fill(bob.id)
    await ann.button('Create visit').click()
    await expect(ann.page.getByRole('textbox', { name: 'Your message' })).toBeVisible()

    // Text of two megabytes; the second part does not get through.
    const plan = info.outputPath('plan.txt')
    await writeFile(plan, Buffer.alloc(2_000_000, 'plan\n'))
    ann.forgive(/Failed to load resource|net::ERR/)
    let isCut = true
    let cuts = 0
    const offsets: number[] = []
    await ann.page.route(/\/api\/v1\/uploads\/[^?]+\?offset=/, async (route) => {
      const offset = Number(new URL(route.request().url()).searchParams.get('offset'))
      if (isCut && offset > 0) {
        cuts += 1
        return route.abort('connectionreset')
      }
      offsets.push(offset)
      return route.continue()
    })
    await ann.page.locator('input[type=file]').first().setInputFiles(plan)
    const files = ann.page.getByRole('list', { name: 'Files of this message' })
    await expect(files.getByText('plan.txt', { exact: true })).toBeVisible()
    // The first part has arrived.
    await expect.poll(() => cuts).toBeGreaterThan(0)
    expect(offsets).toEqual([0])
    await ann.page.reload()
    await expect(files.getByText(/13% has arrived/)).toBeVisible()
    await inspect(ann.page, 'upload, stopped', info)
    isCut = false
    await files.locator('input[type=file]').setInputFiles(plan)
    await expect(files.getByText('Ready')).toBeVisible()
    expect(offsets.slice(0, 2)).toEqual([0, 250_000])
    await ann.button('Send').click()
    await expect(ann.page.getByRole('log').getByRole('link', { name: 'plan.txt' })).toBeVisible()
  },
)
