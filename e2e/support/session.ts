import { expect } from '@playwright/test'
import { expectSound, followConnections } from './media'
import type { Person } from './person'
import type { People } from './test'

export type SpokenKind = 'voice' | 'video'

const ROOM = {
  voice: { allow: 'Use my microphone', start: 'Start talking' },
  video: { allow: 'Use my camera and microphone', start: 'Start video' },
} as const

/**
 * A new person with an account whose connections a test can read; the browser gives every device without a question. Pictures are
 * not checked: several models at once leave two processors no time for sound, and the check has flows of its own.
 */
export async function inviteWithMedia(people: People): Promise<Person> {
  const person = await people.invite({ permissions: ['microphone', 'camera'] })
  await followConnections(person.context)
  await person.context.addInitScript(() => localStorage.setItem('omegoo.frame-check', 'off'))
  await person.register()
  return person
}

/** Goes through the green room, which is on the screen, and looks for somebody. */
export async function passGreenRoom(person: Person, kind: SpokenKind): Promise<void> {
  await person.button(ROOM[kind].allow).click()
  await person.button(ROOM[kind].start).click()
}

/** Two new people in a session with sound, who are connected and receive each other's. */
export async function meetBy(people: People, kind: SpokenKind): Promise<readonly [Person, Person]> {
  const two = await Promise.all([inviteWithMedia(people), inviteWithMedia(people)])
  for (const person of two) {
    await person.page.goto(`/${kind}`)
    await passGreenRoom(person, kind)
  }
  await expectConnected(two)
  return two
}

export async function expectConnected(two: readonly Person[]): Promise<void> {
  for (const person of two) await expect(lineOf(person)).toHaveText('Connected', { timeout: 20_000 })
  await Promise.all(two.map(({ page }) => expectSound(page)))
}

/** How the line is, in words. */
export const lineOf = ({ page }: Person) => stageOf(page).locator('[data-state]')

export const stageOf = (page: Person['page']) => page.getByRole('region', { name: 'Sound and picture' })
