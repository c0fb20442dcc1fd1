import type { APIRequestContext } from '@playwright/test'
import { expect } from './test'

interface SentMail {
  readonly to: string
  readonly subject: string | null
  readonly body: string
}

/** What the newest mail to an address says in the place of `pattern`'s group, once there is one. */
async function inNewestMail(request: APIRequestContext, to: string, pattern: RegExp): Promise<string> {
  let found: string | undefined
  await expect(async () => {
    const { data } = (await (await request.get('/api/dev/outbox')).json()) as { data: readonly SentMail[] }
    found = data.filter((mail) => mail.to === to).flatMap(({ body }) => pattern.exec(body)?.[1] ?? [])[0]
    expect(found).toBeTruthy()
  }).toPass()
  return found ?? ''
}

/** The link in the newest mail to an address that leads to `page`. */
export const mailedLink = (request: APIRequestContext, email: string, page: string) =>
  inNewestMail(request, email, new RegExp(`(https?:\\S+${page}\\S+)`))

/** The code in the newest message to a number. */
export const sentCode = (request: APIRequestContext, phone: string) =>
  inNewestMail(request, phone, /^(\d{6}) /)
