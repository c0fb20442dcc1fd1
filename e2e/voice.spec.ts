import { expectSilence, expectSound, mediaOf } from './support/media'
import type { Person } from './support/person'
import { expectConnected, inviteWithMedia, lineOf, meetBy, passGreenRoom, stageOf } from './support/session'
import { inspect, keepPictures } from './support/looks'
import { expect, test } from './support/test'

const partnerOf = ({ page }: Person) => stageOf(page).getByRole('figure').first()

test('from the landing page two people come to hear each other, and to write beside it', async ({
  people,
}, info) => {
  test.slow()
  const [ann, bob] = await Promise.all([inviteWithMedia(people), inviteWithMedia(people)])
  await ann.page.goto('/')
  await ann.page.getByRole('link', { name: /^Voice/ }).click()
  await expect(ann.page).toHaveURL('/voice')
  await bob.page.goto('/voice')
  for (const person of [ann, bob]) await passGreenRoom(person, 'voice')
  await expectConnected([ann, bob])
  await expect(partnerOf(bob)).toHaveAttribute('data-speaking', 'true')
  await inspect(ann.page, 'voice', info)

  await ann.composer.fill('')
  await ann.composer.pressSequentially('come, much')
  await expect(ann.button('Mute')).toBeVisible()
  await ann.composer.press('Enter')
  await expect(bob.messages).toHaveText(['Stranger: come, much'])
  await bob.send('of course')
  await expect(ann.messages.last()).toContainText('of course')

  await stageOf(ann.page).click({ position: { x: 2, y: 2 } })
  await ann.page.keyboard.press('m')
  await expect(partnerOf(bob)).toContainText('muted')
  await expectSilence(bob.page)
  await expectSound(ann.page)
  await ann.button('Unmute').click()
  await expect(partnerOf(bob)).not.toContainText('muted')
  await expectSound(bob.page)

  await ann.page.keyboard.press('Escape')
  await expect(ann.heading('You left')).toBeVisible()
  await expect(bob.heading('Your partner has left')).toBeVisible()
  await bob.page.getByRole('button', { name: 'Good', exact: true }).click()
  await expect(bob.page.getByText('Thank you.')).toBeVisible()
  await ann.page.keyboard.press('Escape')
  await expect(ann.heading('Looking for somebody')).toBeVisible()
  const cem = await inviteWithMedia(people)
  await cem.page.goto('/voice')
  await passGreenRoom(cem, 'voice')
  await expectConnected([ann, cem])
})

test('a page that is loaded again is heard again without a tap', { tag: '@once' }, async ({ people }) => {
  test.slow()
  const [ann, bob] = await meetBy(people, 'voice')
  await ann.send('before')
  await expect(bob.messages).toHaveCount(1)
  // Each of them once: one of the two offers, and the other one waits for that.
  for (const [here, there] of [
    [ann, bob],
    [bob, ann],
  ] as const) {
    await here.page.reload()
    await expect(here.messages).toHaveCount(1)
    await expectConnected([here, there])
  }
})

test(
  'while the connection to the server is lost the voice goes on, and is brought along when it is back',
  { tag: '@once' },
  async ({ people }) => {
    test.slow()
    const [ann, bob] = await meetBy(people, 'voice')
    await ann.goOffline()
    await expectSound(ann.page)
    await expectSound(bob.page)
    await ann.context.setOffline(false)
    await expect(ann.page.getByText('You are offline. What you type is kept.')).toBeHidden()
    await ann.send('here again')
    await expect(bob.messages).toHaveText(['Stranger: here again'])
    await expectConnected([ann, bob])
    await expect(lineOf(bob)).toHaveText('Connected')
  },
)

test(
  'on another page the voice goes on, one can be muted there, and the line at the top leads back to the stage',
  { tag: '@once' },
  async ({ people }, info) => {
    test.slow()
    const [ann, bob] = await Promise.all([inviteWithMedia(people), inviteWithMedia(people)])
    await ann.page.goto('/')
    await ann.page.getByRole('link', { name: /^Voice/ }).click()
    await bob.page.goto('/voice')
    for (const person of [ann, bob]) await passGreenRoom(person, 'voice')
    await expectConnected([ann, bob])
    await ann.page.goBack()
    await ann.page.getByRole('link', { name: 'Settings' }).click()
    await expect(ann.heading('Settings')).toBeVisible()
    await expectSound(bob.page)
    const player = ann.page.getByTestId('partner-sound')
    const isPlaying = () =>
      player.evaluate((audio: HTMLAudioElement) => !audio.paused && audio.srcObject !== null)
    await expect.poll(isPlaying).toBe(true)
    const { secondsReceived } = await mediaOf(ann.page)
    expect(secondsReceived).toBeGreaterThan(0)
    const line = ann.page.getByRole('complementary', { name: 'Your conversation' })
    await line.getByRole('button', { name: 'Mute' }).click()
    await expect(partnerOf(bob)).toContainText('muted')
    await expectSilence(bob.page)
    await line.getByRole('button', { name: 'Unmute' }).click()
    await expect(partnerOf(bob)).not.toContainText('muted')
    await keepPictures(ann.page, 'voice beside the settings', info)
    await line.getByRole('link').click()
    await expect(ann.page).toHaveURL('/voice')
    await expectConnected([ann, bob])
  },
)

test(
  'a microphone that is unplugged is replaced, and its loss is mentioned',
  { tag: '@once' },
  async ({ people }) => {
    test.slow()
    const two = [await inviteWithMedia(people), await inviteWithMedia(people)] as const
    const [ann, bob] = two
    await ann.page.addInitScript(() => {
      const { mediaDevices } = navigator
      const ask = mediaDevices.getUserMedia.bind(mediaDevices)
      mediaDevices.getUserMedia = async (wish) => {
        const stream = await ask(wish)
        Object.assign(window, {
          unplug: () => {
            for (const track of stream.getAudioTracks()) {
              track.stop()
              track.dispatchEvent(new Event('ended'))
            }
            mediaDevices.dispatchEvent(new Event('devicechange'))
          },
        })
        return stream
      }
    })
    for (const person of two) {
      await person.page.goto('/voice')
      await passGreenRoom(person, 'voice')
    }
    await expectConnected(two)
    await ann.page.evaluate(() => (window as unknown as { unplug: () => void }).unplug())
    await expect(stageOf(ann.page)).toContainText('Your microphone went away. Another one is used now.')
    await expectSound(bob.page)
    await expect(stageOf(ann.page)).not.toContainText('Your microphone went away.')
  },
)

test(
  'in a second tab the sound stays where it is, until one takes it there',
  { tag: '@once' },
  async ({ people }) => {
    test.slow()
    const [ann, bob] = await meetBy(people, 'voice')
    const tab = await ann.openTab()
    await tab.page.goto('/voice')
    await expect(tab.page.getByText('Sound and picture are open in another tab.')).toBeVisible()
    await expectConnected([ann, bob])
    await tab.button('Use them here').click()
    await expectConnected([tab, bob])
    await expect(ann.page.getByText('Sound and picture are open in another tab.')).toBeVisible()
  },
)
