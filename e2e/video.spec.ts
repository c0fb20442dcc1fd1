import { expectSound, followConnections, mediaOf } from './support/media'
import { inspect, keepPictures, violationsOn } from './support/looks'
import type { Person } from './support/person'
import { expectConnected, lineOf, meetBy, stageOf } from './support/session'
import { expect, meet, type People, test } from './support/test'

/** No more than 32 pixels leave a device whose person is not shown, whatever its camera has. */
const COVERED_PX = 40
const CLEAR_PX = 300

const widthAt = async ({ page }: Person) => (await mediaOf(page)).frameWidth

async function expectCovered(person: Person): Promise<void> {
  await expect.poll(() => widthAt(person), { message: 'px while covered' }).toBeLessThanOrEqual(COVERED_PX)
  expect(await widthAt(person)).toBeGreaterThan(0)
}

const expectClear = (person: Person) =>
  expect.poll(() => widthAt(person), { message: 'px while clear', timeout: 20_000 }).toBeGreaterThan(CLEAR_PX)

const previewOf = ({ page }: Person) => stageOf(page).getByLabel('Your own picture')

test('both pictures are blurred until both want to be seen, and one is covered again at once', async ({
  people,
}, info) => {
  test.slow()
  const [ann, bob] = await meetBy(people, 'video')
  for (const person of [ann, bob]) {
    await expect.poll(() => widthAt(person)).toBeGreaterThan(0)
    await expectCovered(person)
    await expect(previewOf(person)).toBeVisible()
  }
  await inspect(ann.page, 'video, blurred', info)
  await ann.button('Show me').click()
  await expect(stageOf(ann.page)).toContainText('Waiting for your partner.')
  await expectCovered(bob)
  await bob.button('Show me').click()
  await expectClear(ann)
  await expectClear(bob)
  await inspect(ann.page, 'video, shown', info)

  await ann.button('Blur me').click()
  await expectCovered(bob)
  await expectCovered(ann)

  await bob.button('Camera off').click()
  await expect(stageOf(ann.page)).toContainText('camera off')
  await expect(previewOf(bob)).toBeHidden()
  await expectSound(ann.page)
  await bob.button('Camera on').click()
  await expect(stageOf(ann.page)).not.toContainText('camera off')
  await expect(previewOf(bob)).toBeVisible()
})

test(
  'what is muted or off stays so when the page is loaded again, and one begins blurred',
  { tag: '@once' },
  async ({ people }) => {
    test.slow()
    const [ann, bob] = await meetBy(people, 'video')
    await ann.button('Mute').click()
    for (const person of [ann, bob]) await person.button('Show me').click()
    await expectClear(bob)
    await ann.page.reload()
    await expect(lineOf(ann)).toHaveText('Connected', { timeout: 20_000 })
    await expect(ann.button('Unmute')).toBeVisible()
    await expect(stageOf(bob.page)).toContainText('Waiting for your partner.')
    await expect.poll(() => widthAt(bob)).toBeGreaterThan(0)
    await expectCovered(bob)
    await ann.button('Show me').click()
    await expectClear(bob)
    await ann.button('Camera off').click()
    await ann.page.reload()
    await expect(lineOf(ann)).toHaveText('Connected', { timeout: 20_000 })
    await expect(ann.button('Camera on')).toBeVisible()
    await expect(stageOf(bob.page)).toContainText('camera off')
  },
)

/** Two who write with each other, the first without having given any device, and nobody's permission is asked for. */
async function meetInWriting(people: People): Promise<readonly [Person, Person]> {
  const two = [await people.invite(), await people.invite({ permissions: ['microphone', 'camera'] })] as const
  for (const person of two) {
    await followConnections(person.context)
    await person.register()
    await person.page.goto('/chat')
  }
  await meet(two)
  return two
}

const modesOf = ({ page }: Person) => page.getByRole('group', { name: 'Change this session' })

test('a session goes from text to voice to video and back, with the same partner and all that was written', async ({
  people,
}, info) => {
  test.slow()
  const [ann, bob] = await meetInWriting(people)
  await ann.send('hello')
  await modesOf(bob).getByRole('button', { name: 'Voice' }).click()
  await expect(bob.page.getByText('You asked for voice.')).toBeVisible()
  await expect(ann.page.getByText('Your partner would like to talk by voice.')).toBeVisible()
  // The question stands for 30 s: axe may take longer on a busy machine.
  await keepPictures(ann.page, 'asked for voice', info)
  await ann.button('Not now').click()
  await expect(bob.page.getByText('Your partner would rather not right now.')).toBeVisible()

  await modesOf(bob).getByRole('button', { name: 'Voice' }).click()
  await ann.button('Yes, let’s').click()
  await expect(lineOf(bob)).toHaveText('Connected', { timeout: 20_000 })
  await expect(ann.heading('Your partner cannot hear you yet')).toBeVisible()
  await ann.button('Turn on my microphone').click()
  await expectConnected([ann, bob])
  await expect(bob.messages).toHaveText(['Stranger: hello'])

  await stageOf(bob.page).getByRole('button', { name: 'Video', exact: true }).click()
  await ann.button('Yes, let’s').click()
  await expect.poll(() => widthAt(ann), { timeout: 20_000 }).toBeGreaterThan(0)
  await expectCovered(ann)
  await expect(lineOf(ann)).toHaveText('Connected')

  await stageOf(ann.page).getByRole('button', { name: 'Text only' }).click()
  for (const person of [ann, bob]) await expect(stageOf(person.page)).toBeHidden()
  await ann.send('still here')
  await expect(bob.messages).toHaveText(['Stranger: hello', 'Stranger: still here'])
})

test('in Arabic the stage reads from right to left', { tag: '@once' }, async ({ people }) => {
  test.slow()
  const [ann] = await meetBy(people, 'video')
  await ann.context.addCookies([{ name: 'locale', value: 'ar', url: ann.page.url() }])
  await ann.page.reload()
  await expect(ann.page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(ann.page.locator('[data-state=connected]')).toBeVisible({ timeout: 20_000 })
  expect(await violationsOn(ann.page)).toEqual([])
})
