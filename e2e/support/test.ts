import { type BrowserContextOptions, expect, test as base } from '@playwright/test'
import { Person } from './person'
import { openSite, type Site } from './site'

export interface People {
  /** A new person in a browser of their own; nothing about them is known yet. */
  readonly invite: (options?: BrowserContextOptions) => Promise<Person>
  /** A new person who has been through the gate and stands on `/chat`. */
  readonly welcome: (options?: BrowserContextOptions) => Promise<Person>
  /** Two new people who talk with each other; the first in light colours, the second in dark. */
  readonly pair: () => Promise<readonly [Person, Person]>
}

interface WorkerFixtures {
  /** Laid over the server's usual settings; a file that sets it gets servers of its own. */
  serverEnv: Readonly<Record<string, string>>
  site: Site
}

/**
 * Every worker has a server of its own and runs one test at a time, so that a person who waits for a stranger meets
 * the people of the same test only. A test fails when a page of it logs an unexpected error.
 */
export const test = base.extend<{ people: People }, WorkerFixtures>({
  serverEnv: [{}, { option: true, scope: 'worker' }],
  site: [
    async ({ serverEnv }, provide) => {
      const site = await openSite(serverEnv)
      await provide(site)
      await site.remove()
    },
    { scope: 'worker', timeout: 150_000 },
  ],
  baseURL: async ({ site }, provide) => provide(site.url),
  people: async ({ browser }, provide) => {
    const everybody: Person[] = []
    const invite: People['invite'] = async (options) => {
      const context = await browser.newContext(options)
      const person = new Person(context, await context.newPage())
      everybody.push(person)
      return person
    }
    const welcome: People['welcome'] = async (options) => {
      const person = await invite(options)
      await person.register()
      await person.page.goto('/chat')
      await expect(person.startButton).toBeVisible()
      return person
    }
    await provide({
      invite,
      welcome,
      pair: async () => {
        const two = await Promise.all([welcome({ colorScheme: 'light' }), welcome({ colorScheme: 'dark' })])
        await meet(two)
        return two
      },
    })
    const complaints = everybody.flatMap((person) => person.complaints())
    await Promise.all(everybody.map((person) => person.context.close()))
    expect(complaints, `errors in the console: ${complaints.join(' · ')}`).toEqual([])
  },
})

/** Both look, and find each other. */
export async function meet([one, other]: readonly [Person, Person]): Promise<void> {
  await one.startButton.click()
  await other.startButton.click()
  await expect(one.composer).toBeVisible()
  await expect(other.composer).toBeVisible()
}

export { expect }
