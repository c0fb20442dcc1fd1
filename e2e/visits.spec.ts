import { randomUUID } from 'node:crypto'
import type { TestInfo } from '@playwright/test'
import { enterAsChief, MEMBER_PASSWORD, setRole } from './support/admin'
import { inspect } from './support/looks'
import { NO_NETWORK, type Person } from './support/person'
import { expect, type People, test } from './support/test'

/** An account with a name, and its id. */
async function member(people: People, name: string, email = addressOf(name)) {
  const person = await people.invite()
  const consent = { age: 30, termsAccepted: true, privacyAccepted: true }
  const account = { email, displayName: name, password: MEMBER_PASSWORD, deviceFingerprint: person.device }
  const answer = await person.context.request.post('/api/auth/register', { data: { ...consent, ...account } })
  const { data } = (await answer.json()) as { data: { userId: string } }
  return Object.assign(person, { id: data.userId })
}

const addressOf = (name: string) => `${name.toLowerCase()}-${randomUUID()}@example.org`

/** A host, by way of an administrator who makes her an agent. */
async function host(people: People): Promise<Person> {
  const chief = await people.invite()
  await enterAsChief(chief)
  const email = addressOf('ada')
  const doctor = await member(people, 'Doctor Ada', email)
  await setRole(chief, email, 'agent')
  await doctor.page.goto('/visits')
  return doctor
}

async function make(doctor: Person, ids: readonly string[], info: TestInfo): Promise<string> {
  await doctor.button('New visit').click()
  await doctor.button('Create visit').click()
  await expect(doctor.page.getByText('Invite somebody first.')).toBeVisible()
  await doctor.page.getByLabel('People, by their id').fill(ids.join(', '))
  await inspect(doctor.page, 'visits, new', info)
  await doctor.button('Create visit').click()
  await expect(doctor.page).toHaveURL(/\/visits\/.+/)
  return new URL(doctor.page.url()).pathname
}

test('people wait in the order of coming, are let in, write, and the visit ends', async ({
  people,
}, info) => {
  test.slow()
  const doctor = await host(people)
  const [ann, bob] = [await member(people, 'Ann'), await member(people, 'Bob')]
  await expect(doctor.page.getByText('There is no visit right now.')).toBeVisible()
  await inspect(doctor.page, 'visits, none', info)
  const address = await make(doctor, [ann.id, bob.id], info)
  await expect(doctor.page.getByText('Nobody waits')).toBeVisible()
  await inspect(doctor.page, 'visit, nobody there', info)

  await ann.page.goto('/visits')
  await ann.page.getByRole('link', { name: /With Doctor Ada/ }).click()
  await expect(ann.heading('Waiting room')).toBeVisible()
  await expect(ann.page.getByText('You are next')).toBeVisible()
  await bob.page.goto(address)
  await expect(bob.page.getByText('1 person is before you')).toBeVisible()
  await inspect(bob.page, 'visit, waiting', info)
  const queue = doctor.page.getByRole('region', { name: 'Waiting room' })
  await expect(queue.getByText('2 people wait')).toBeVisible()
  await inspect(doctor.page, 'visit, two wait', info)

  // A reload keeps the position.
  await ann.page.reload()
  await expect(ann.page.getByText('You are next')).toBeVisible()

  await doctor.button('Admit next').click()
  await expect(ann.page.getByRole('textbox', { name: 'Your message' })).toBeVisible()
  await expect(bob.page.getByText('You are next')).toBeVisible()
  await expect(doctor.heading('With Ann')).toBeVisible()
  await ann.send('Good morning, doctor')
  const log = doctor.page.getByRole('log')
  await expect(log.getByText('Good morning, doctor')).toBeVisible()
  await doctor.send('Good morning, Ann. How are you?')
  await expect(ann.page.getByRole('log').getByText('How are you?')).toBeVisible()
  await inspect(doctor.page, 'visit, the host', info)
  await inspect(ann.page, 'visit, a participant', info)

  await queue.getByRole('button', { name: 'Admit Bob' }).click()
  await expect(bob.page.getByRole('textbox', { name: 'Your message' })).toBeVisible()

  await doctor.button('End visit').click()
  await inspect(doctor.page, 'visit, end?', info)
  await doctor.button('End it for everybody').click()
  for (const { page } of [doctor, ann, bob]) await expect(page.getByText('This visit is over.')).toBeVisible()
  await expect(ann.page.getByRole('log').getByText('Good morning, doctor')).toBeVisible()
  await inspect(ann.page, 'visit, over', info)
  await ann.page.getByRole('link', { name: 'All visits' }).click()
  await expect(ann.page.getByRole('region', { name: 'Past' }).getByRole('link')).toHaveCount(1)
  await inspect(ann.page, 'visits, one over', info)
})

test(
  'a visit of others is absent, one’s own position can be given up, and offline is shown',
  { tag: '@once' },
  async ({ people }, info) => {
    test.slow()
    const doctor = await host(people)
    const [ann, cid] = [await member(people, 'Ann'), await member(people, 'Cid')]
    const address = await make(doctor, [ann.id], info)
    cid.forgive(/status of 404/)
    await cid.page.goto(address)
    await expect(cid.heading('There is no such visit')).toBeVisible()
    await inspect(cid.page, 'visit, absent', info)

    await ann.page.goto(address)
    await ann.button('Leave the waiting room').click()
    await expect(ann.heading('You left the waiting room')).toBeVisible()
    await expect(doctor.page.getByText('Nobody waits')).toBeVisible()
    await ann.button('Wait again').click()
    await expect(ann.page.getByText('You are next')).toBeVisible()

    ann.forgive(NO_NETWORK)
    await ann.context.setOffline(true)
    await expect(ann.page.getByText(/You are offline/)).toBeVisible()
    await inspect(ann.page, 'visit, offline', info)
    await ann.context.setOffline(false)
    await expect(ann.page.getByText(/You are offline/)).toBeHidden()
    await expect(ann.page.getByText('You are next')).toBeVisible()

    await doctor.button('End visit').click()
    await doctor.button('End it for everybody').click()
    await expect(ann.heading('This visit is over')).toBeVisible()
  },
)

test(
  'more people are invited, invitations are taken back, and messages are those of every conversation',
  { tag: '@once' },
  async ({ people }, info) => {
    test.slow()
    const doctor = await host(people)
    const [ann, bob] = [await member(people, 'Ann'), await member(people, 'Bob')]
    const address = await make(doctor, [ann.id], info)
    bob.forgive(/status of 404/)
    await bob.page.goto(address)
    await expect(bob.heading('There is no such visit')).toBeVisible()
    await doctor.button('Invite people').click()
    const dialog = doctor.page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
    await expect(dialog.getByText('Invite somebody first.')).toBeVisible()
    await dialog.getByLabel('People, by their id').fill(bob.id)
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
    await expect(dialog.getByRole('button', { name: 'Take back Bob' })).toBeVisible()
    await inspect(doctor.page, 'visit, inviting', info)
    await expect(bob.heading('Waiting room')).toBeVisible()
    await dialog.getByRole('button', { name: 'Take back Bob' }).click()
    await expect(bob.heading('There is no such visit')).toBeVisible()
    await dialog.getByRole('button', { name: 'Close' }).first().click()

    await ann.page.goto(address)
    await doctor.button('Admit next').click()
    await ann.send('The knee hurts')
    const log = doctor.page.getByRole('log')
    await log.getByText('The knee hurts').hover()
    await log.getByRole('button', { name: 'More about this message' }).first().click()
    await doctor.button('Reply').click()
    await doctor.send('Since when?')
    await expect(ann.page.getByRole('log').getByRole('button', { name: /The knee hurts/ })).toBeVisible()
    await doctor.button('Search in this conversation').click()
    await doctor.page.getByRole('searchbox').fill('knee')
    await expect(
      doctor.page.getByRole('search').getByRole('button', { name: /The knee hurts/ }),
    ).toBeVisible()
    await inspect(doctor.page, 'visit, searching', info)
  },
)

test('from right to left', { tag: '@once' }, async ({ people }, info) => {
  test.slow()
  const doctor = await host(people)
  const ann = await member(people, 'Ann')
  const address = await make(doctor, [ann.id], info)
  const origin = new URL(doctor.page.url()).origin
  for (const { context } of [doctor, ann])
    await context.addCookies([{ name: 'locale', value: 'ar', url: origin }])
  await ann.page.goto(address)
  await expect(ann.heading('غرفة الانتظار')).toBeVisible()
  await inspect(ann.page, 'visit, waiting, in Arabic', info)
  await doctor.page.goto(address)
  await expect(doctor.button('إدخال التالي')).toBeVisible()
  await inspect(doctor.page, 'visit, the host, in Arabic', info)
})
