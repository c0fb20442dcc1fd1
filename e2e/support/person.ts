import { randomBytes } from 'node:crypto'
import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test'

/** A person at a browser of their own, and what they find on the screen by its role and name. */
export class Person {
  private readonly loggedErrors: string[] = []
  private forgiven: RegExp[] = []
  /** What this browser signs in with. */
  readonly device = randomBytes(32).toString('base64url')

  constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    this.follow(page)
  }

  /** Another tab of the same browser. */
  async openTab(): Promise<Person> {
    const page = await this.context.newPage()
    this.follow(page)
    return Object.assign(Object.create(this) as Person, { page })
  }

  /** Passes the gate without its screen: the account, the session's cookie, and the device that comes back. */
  async register(): Promise<void> {
    const answer = await this.context.request.post('/api/auth/register', {
      data: { age: 25, termsAccepted: true, privacyAccepted: true, deviceFingerprint: this.device },
    })
    expect(answer.ok()).toBe(true)
    await this.context.addInitScript((device) => {
      if (!localStorage.getItem('omegoo.device')) localStorage.setItem('omegoo.device', device)
    }, this.device)
  }

  async answerGate(age: string): Promise<void> {
    await this.page.getByLabel('How old are you?').fill(age)
    await this.page.getByRole('checkbox', { name: /agree to the terms/ }).check()
    await this.page.getByRole('checkbox', { name: /what is kept about me/ }).check()
    await this.button('Come in').click()
  }

  async addInterest(word: string): Promise<void> {
    // What is typed before the page is alive is lost.
    await expect(async () => {
      await this.page.getByLabel('Anything you would like to talk about').fill(word)
      await expect(this.button('Add')).toBeEnabled({ timeout: 1_000 })
    }).toPass()
    await this.button('Add').click()
    await expect(this.page.getByRole('list', { name: 'Your interests' })).toContainText(word)
  }

  /** The network goes, and the page says so. */
  async goOffline(): Promise<void> {
    this.forgive(NO_NETWORK)
    await this.context.setOffline(true)
    await expect(this.page.getByText('You are offline. What you type is kept.')).toBeVisible()
  }

  async send(words: string): Promise<void> {
    await this.composer.fill(words)
    await this.composer.press('Enter')
  }

  get startButton(): Locator {
    return this.button('Start talking')
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: 'Your message' })
  }

  get log(): Locator {
    return this.page.getByRole('log', { name: 'Conversation' })
  }

  /** The messages as they stand, each with its author. */
  get messages(): Locator {
    return this.log.getByRole('listitem')
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { name, exact: true })
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  /** These words in the console are no complaint in this test. */
  forgive(...patterns: RegExp[]): void {
    this.forgiven.push(...patterns)
  }

  complaints(): readonly string[] {
    return this.loggedErrors.filter((error) => !this.forgiven.some((pattern) => pattern.test(error)))
  }

  private follow(page: Page): void {
    page.on('console', (message) => {
      if (message.type() === 'error') this.loggedErrors.push(`${message.text()} (${message.location().url})`)
    })
    page.on('pageerror', (error) => this.loggedErrors.push(String(error)))
  }
}

/** What the browser logs by itself when there is no network. */
export const NO_NETWORK =
  /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket connection to/
