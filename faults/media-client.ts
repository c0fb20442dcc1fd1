import { io } from 'socket.io-client'
import {
  type MediaDialect,
  type MediaNews,
  metrics,
  type SignalKind,
} from '../lib/protocol-client/media-dialect'
import type { Answer } from '../lib/protocol-client/session-client'
import { ANSWER_WITHIN_MS } from './client'

const AGAIN_AFTER_MS = 250
const REPORT_EVERY_MS = 2_000
const TRY_AGAIN = 9007
const NO_SESSION = 3002

/** A client that sets up a media connection by the protocol: finds a stranger, signals, reports, and comes back. */
export interface MediaClient {
  readonly name: string
  readonly dialect: MediaDialect
  /** Bodies of the partner's signals, in the order in which they came. */
  readonly signals: readonly unknown[]
  join(): Promise<void>
  /** Resolves with whether it was acknowledged. */
  signal(kind: SignalKind, body: unknown): Promise<boolean>
  session(): string | undefined
  /** Connected, and in the session. */
  isInSession(): boolean
  /** How often a kind of news came. */
  received(kind: MediaNews['kind']): number
  /** How long coming back took each time, ms. */
  readonly returns: readonly number[]
  /** Refusals that an honest client should not get. */
  readonly surprises: readonly string[]
  close(): void
}

interface Settings {
  readonly name: string
  readonly token: string
  readonly url: string
  readonly dialect: MediaDialect
}

export function createMediaClient({ name, token, url, dialect }: Settings): MediaClient {
  const received = new Map<MediaNews['kind'], number>()
  const [signals, returns, surprises]: [unknown[], number[], string[]] = [[], [], []]
  let current: { readonly session: string; readonly partner: string } | undefined
  let isBack = false
  let lostAt: number | undefined
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    auth: { token },
    reconnectionDelay: 100,
    reconnectionDelayMax: 500,
    timeout: 5_000,
  })

  /** @returns undefined when the connection broke first, or nothing came */
  async function ask(event: string, payload: object): Promise<Answer | undefined> {
    try {
      const answer = (await socket.timeout(ANSWER_WITHIN_MS).emitWithAck(event, payload)) as Answer
      const isExpected = answer.success || answer.code === TRY_AGAIN || answer.code === NO_SESSION
      if (!isExpected) surprises.push(`${name} (${dialect.name}) ${event}: ${answer.error}`)
      return answer
    } catch {
      return undefined
    }
  }

  function receive(news: MediaNews): void {
    received.set(news.kind, (received.get(news.kind) ?? 0) + 1)
    if (news.kind === 'signal') signals.push(news.body)
    else if (news.kind === 'found' || news.kind === 'resumed') enter(news)
    else if (news.kind === 'ended' || news.kind === 'resume-failed') {
      current = undefined
      isBack = false
    }
  }

  function enter({ session, partner }: { session: string; partner: string }): void {
    if (current && current.session !== session) surprises.push(`${name}: ${session} instead of the session`)
    current = { session, partner }
    isBack = true
    if (lostAt !== undefined) returns.push(performance.now() - lostAt)
    lostAt = undefined
  }

  async function resume(): Promise<void> {
    const answer = await ask(...dialect.resume)
    if (answer?.code === TRY_AGAIN && !isBack) setTimeout(() => void resume(), AGAIN_AFTER_MS)
  }

  async function join(): Promise<void> {
    const answer = await ask(...dialect.join)
    if (!answer?.success && !current) setTimeout(() => void join(), AGAIN_AFTER_MS)
  }

  socket.on('connect', () => void (current && resume()))
  socket.on('disconnect', () => {
    isBack = false
    if (current) lostAt ??= performance.now()
  })
  socket.on('connect_error', () => {
    if (!socket.active) setTimeout(() => void socket.connect(), AGAIN_AFTER_MS)
  })
  for (const [event, read] of Object.entries(dialect.reads))
    socket.on(event, (data: Record<string, unknown>) => receive(read(data)))
  const reporting = setInterval(() => void (isBack && ask(...metrics(1))), REPORT_EVERY_MS)

  return {
    name,
    dialect,
    signals,
    returns,
    surprises,
    join,
    signal: async (kind, body) =>
      current !== undefined && (await ask(...dialect.signal(current, kind, body)))?.success === true,
    session: () => current?.session,
    isInSession: () => current !== undefined && isBack,
    received: (kind) => received.get(kind) ?? 0,
    close() {
      clearInterval(reporting)
      socket.disconnect()
    },
  }
}
