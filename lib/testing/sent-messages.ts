import type { createWorld } from './world'

/** A mail or text message as `GET /api/dev/outbox` shows it; the server runs with `DEV_OUTBOX`. */
export interface SentMessage {
  readonly channel: string
  readonly to: string
  readonly subject: string | null
  readonly body: string
  /** ISO 8601. */
  readonly sentAt: string
}

/** What a world's server has sent by mail and text message. */
export function sentMessagesOf(world: Pick<ReturnType<typeof createWorld>, 'advance' | 'get'>) {
  /** Newest first, after everything under way was sent. */
  async function sentTo(to: string): Promise<SentMessage[]> {
    await world.advance(0)
    const all = (await world.get('/api/dev/outbox')).body.data as SentMessage[]
    return all.filter((message) => message.to === to)
  }
  /** @returns what `pattern`'s group is in the newest message in which it is found, else '' */
  async function findIn(to: string, pattern: RegExp): Promise<string> {
    return (await sentTo(to)).flatMap(({ body }) => pattern.exec(body)?.[1] ?? [])[0] ?? ''
  }
  return {
    sentTo,
    /** The secret in the newest link to a page. @param page - such as 'verify-email' */
    secretFor: (email: string, page: string) => findIn(email, new RegExp(`/${page}#token=(\\S+)`)),
    /** The newest one-time code. */
    codeFor: (phone: string) => findIn(phone, /(\d{6})/),
  }
}
