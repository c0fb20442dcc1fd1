import type { Dialect, Fields, SessionNews } from './dialect'
import { connectLight, type LightSocket, type LightSocketOptions } from './light-socket'

/** An acknowledgement as any dialect gives it. */
export interface Answer {
  readonly success: boolean
  readonly code?: number
  readonly error?: string
  readonly [field: string]: unknown
}

/** A client of the random session on a light socket; what becomes of it is its owner's business. */
export interface SessionClient {
  readonly socket: LightSocket
  join(): Promise<Answer>
  send(content: string, clientMessageId?: string): Promise<Answer>
  /** @throws where the dialect has no event for it */
  resume(lastSeq: number): Promise<Answer>
  type(isTyping: boolean): void
  leave(): Promise<Answer>
}

interface Settings extends Omit<LightSocketOptions, 'onEvent' | 'auth'> {
  readonly token: string
  readonly dialect: Dialect
  readonly onNews: (news: SessionNews) => void
  /** The session that an earlier connection was in. */
  readonly session?: string
}

/** Resolves when connected; rejects as `connectLight` does. */
export async function connectSession(url: string, settings: Settings): Promise<SessionClient> {
  const { token, dialect, onNews, session = '', ...options } = settings
  let current = session

  function onEvent(event: string, data: unknown): void {
    const read = dialect.reads[event]
    if (!read) return
    const news = read(data as Fields)
    if (news.kind === 'found') current = news.session
    onNews(news)
  }

  const socket = await connectLight(url, { ...options, auth: { token }, onEvent })
  const ask = (event: string, payload: object) => socket.ask(event, payload) as Promise<Answer>
  return {
    socket,
    join: () => ask(...dialect.join),
    send: (content, clientMessageId) => ask(...dialect.send(current, content, clientMessageId)),
    async resume(lastSeq) {
      if (dialect.resume === undefined) throw new Error(`${dialect.name} has no event for coming back`)
      return ask(dialect.resume, { lastSeq })
    },
    type(isTyping) {
      if (dialect.typing) socket.emit(...dialect.typing(isTyping))
    },
    leave: () => ask(...dialect.leave(current)),
  }
}
