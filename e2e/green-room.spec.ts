import { inspect } from './support/looks'
import type { Person } from './support/person'
import { expect, type People, test } from './support/test'

/** A new person with an account on the page of voice or of video. */
async function enter(people: People, kind: 'voice' | 'video'): Promise<Person> {
  const person = await people.invite()
  await person.register()
  await person.page.goto(`/${kind}`)
  return person
}

/** What the browser answers from now on, in the place of a person at its own question. */
async function answerWith(person: Person, answers: Readonly<Partial<Record<'audio' | 'video', string>>>) {
  await person.page.addInitScript((refused) => {
    const { mediaDevices } = navigator
    const ask = mediaDevices.getUserMedia.bind(mediaDevices)
    let refusing = true
    Object.assign(window, { allowDevices: () => (refusing = false) })
    mediaDevices.getUserMedia = (wish) => {
      const name = (wish?.video && refused.video) || (wish?.audio && refused.audio)
      return refusing && name ? Promise.reject(new DOMException('refused', name)) : ask(wish)
    }
    const { permissions } = navigator
    const query = permissions.query.bind(permissions)
    permissions.query = async (descriptor) =>
      refusing && ['microphone', 'camera'].includes(descriptor.name)
        ? ({ state: 'denied' } as PermissionStatus)
        : query(descriptor)
  }, answers)
}

/** What is counted for administrators. */
async function countedBy(person: Person): Promise<readonly unknown[]> {
  const counted: unknown[] = []
  await person.page.route('**/api/stats/permission', async (route) => {
    counted.push(route.request().postDataJSON())
    await route.fulfill({ json: { success: true, data: {} } })
  })
  return counted
}

test('nothing is asked for before a tap; then one hears oneself, and is ready', async ({ people }, info) => {
  const ann = await people.invite()
  await ann.register()
  await ann.page.addInitScript(() => {
    const { mediaDevices } = navigator
    const ask = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = (wish) => {
      document.documentElement.dataset['asked'] = JSON.stringify(wish)
      return ask(wish)
    }
  })
  await ann.page.goto('/voice')
  await expect(ann.button('Use my microphone')).toBeVisible()
  await expect(ann.page.locator('html')).not.toHaveAttribute('data-asked')
  await inspect(ann.page, 'voice, welcome', info)

  await ann.button('Use my microphone').click()
  await expect(ann.heading('How you sound')).toBeFocused()
  // The fake microphone beeps.
  await expect(ann.page.getByText('Your microphone works.')).toBeVisible()
  await expect(ann.page.getByRole('meter', { name: 'Microphone level' })).not.toHaveAttribute(
    'aria-valuenow',
    '0',
  )
  await expect(ann.page.getByLabel('Microphone', { exact: true })).toBeVisible()
  await inspect(ann.page, 'voice, ready', info)

  await ann.button('Hear yourself').click()
  await expect(ann.page.getByText('Recording, speak now')).toBeVisible()
  await expect(ann.page.getByText('This is how you sound')).toBeVisible()
  await expect(ann.page.getByText('Three seconds, played back')).toBeVisible()

  await ann.button('Start talking').click()
  await expect(ann.heading('You are ready.')).toBeVisible()
})

test('for video one sees oneself first', async ({ people }, info) => {
  const ann = await enter(people, 'video')
  await ann.button('Use my camera and microphone').click()
  const mirror = ann.page.getByLabel('Your camera, as a mirror')
  await expect
    .poll(() => mirror.evaluate((video) => (video as HTMLVideoElement).videoWidth))
    .toBeGreaterThan(0)
  await expect(ann.page.getByLabel('Camera', { exact: true })).toBeVisible()
  await inspect(ann.page, 'video, ready', info)
  await ann.button('Start video').click()
  await expect(ann.heading('You are ready.')).toBeVisible()
})

test('a denied microphone has its steps, can be tried again, and is counted', async ({ people }, info) => {
  const ann = await people.invite()
  await ann.register()
  await answerWith(ann, { audio: 'NotAllowedError' })
  const counted = await countedBy(ann)
  await ann.page.goto('/voice')
  await ann.button('Use my microphone').click()
  await expect(ann.heading('Microphone access denied')).toBeFocused()
  await expect(ann.page.getByRole('list', { name: 'What to do' }).getByRole('listitem')).toHaveCount(3)
  expect(counted).toEqual([{ kind: 'voice', error: 'denied' }])
  await inspect(ann.page, 'microphone denied', info)
  await ann.page.evaluate(() => (window as unknown as { allowDevices: () => void }).allowDevices())
  await ann.button('Try again').click()
  await expect(ann.page.getByText('Your microphone works.')).toBeVisible()
})

test('without a microphone the way to text is one tap', async ({ people }) => {
  const ann = await people.invite()
  await ann.register()
  await answerWith(ann, { audio: 'NotFoundError' })
  await countedBy(ann)
  await ann.page.goto('/voice')
  await ann.button('Use my microphone').click()
  await expect(ann.heading('No microphone found')).toBeVisible()
  await ann.page.getByRole('link', { name: 'Text instead' }).click()
  await expect(ann.startButton).toBeVisible()
  await expect(ann.page).toHaveURL(/\/chat$/)
})

test('a camera in use leaves the sound, and can be tried again', async ({ people }, info) => {
  const ann = await people.invite()
  await ann.register()
  await answerWith(ann, { video: 'NotReadableError' })
  await countedBy(ann)
  await ann.page.goto('/video')
  await ann.button('Use my camera and microphone').click()
  await expect(ann.page.getByText('Camera in use')).toBeVisible()
  await expect(ann.button('Start without a picture')).toBeVisible()
  await inspect(ann.page, 'camera in use', info)
  await ann.page.evaluate(() => (window as unknown as { allowDevices: () => void }).allowDevices())
  await ann.button('Try the camera again').click()
  await expect(ann.page.getByLabel('Your camera, as a mirror')).toBeVisible()
})

test('who wishes to start right away does so with one tap the next time', async ({ people }) => {
  const ann = await people.invite()
  await ann.register()
  await ann.context.grantPermissions(['microphone', 'camera'])
  await ann.page.goto('/voice')
  await ann.button('Use my microphone').click()
  await ann.page.getByLabel('Start right away next time').check()
  await ann.page.reload()
  await ann.button('Start right away').click()
  await expect(ann.heading('You are ready.')).toBeVisible()
})

test('the keyboard alone leads through the room', { tag: '@once' }, async ({ people }) => {
  const ann = await enter(people, 'voice')
  await ann.button('Use my microphone').focus()
  await ann.page.keyboard.press('Enter')
  await expect(ann.heading('How you sound')).toBeFocused()
  await ann.page.keyboard.press('Tab')
  await expect(ann.button('Hear yourself')).toBeFocused()
  await ann.page.keyboard.press('Tab')
  await expect(ann.button('Play a tone')).toBeFocused()
  await ann.page.keyboard.press('Tab')
  await expect(ann.page.getByLabel('Microphone', { exact: true })).toBeFocused()
  await ann.page.getByLabel('Start right away next time').press('Space')
  await expect(ann.page.getByLabel('Start right away next time')).toBeChecked()
  await ann.button('Start talking').press('Enter')
  await expect(ann.heading('You are ready.')).toBeVisible()
})

test('over plain http the room says why, and leads to text', { tag: '@once' }, async ({ people, site }) => {
  const ann = await people.invite({ baseURL: site.url.replace('localhost', 'omegoo.lan') })
  ann.forgive(/Cross-Origin-Opener-Policy/)
  await countedBy(ann)
  await ann.page.goto('/voice')
  await ann.answerGate('25')
  await ann.button('Use my microphone').click()
  await expect(ann.heading('This address is not secure')).toBeVisible()
  await expect(ann.page.getByRole('link', { name: 'Text instead' })).toBeVisible()
})

test('a guest answers the gate first and comes back to the room', { tag: '@once' }, async ({ people }) => {
  const ann = await people.invite()
  await ann.page.goto('/video')
  await ann.answerGate('25')
  await expect(ann.button('Use my camera and microphone')).toBeVisible()
  await expect(ann.page).toHaveURL(/\/video$/)
})
