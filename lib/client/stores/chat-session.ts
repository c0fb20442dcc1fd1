import type { ChatContext } from '@/lib/client/stores/chat-context'
import { NO_DEED, RECONNECT_WINDOW_MS, type Partner } from '@/lib/client/stores/chat-state'
import {
  advance,
  highest,
  merge,
  type Transcript,
  type WireMessage,
  write,
} from '@/lib/client/stores/transcript'
import type { Heard } from '@/lib/client/wire'

/** An event that overtakes another is given this long before the log is asked. */
const GAP_MS = 1_000
const ASK_AGAIN_MS = 2_000
const RATE_LIMIT_EXCEEDED = 1003
const AUTHENTICATION_REQUIRED = 2003

interface Hooks {
  /** A conversation is on the screen, new or resumed. */
  readonly began: () => void
  /** The server knows no session. */
  readonly nothingToResume: () => void
}

/** The running conversation as the server's log tells it: each message once, in order, none missing. */
export interface Session {
  /** Asks for the session and everything of it that is not here yet. */
  readonly resume: () => Promise<void>
  readonly resumed: (answer: Heard['text_reconnected']) => void
  readonly resumeFailed: () => void
  readonly matched: (found: Heard['text_match_found']) => void
  readonly received: (message: WireMessage) => void
  readonly connectionLost: () => void
}

export function createSession(context: ChatContext, hooks: Hooks): Session {
  const { wire, clock, data, talking } = context
  let cursor = 0
  let isAsking = false
  let dropGap = () => {}
  let dropAsk = () => {}

  const resume = async () => {
    if (isAsking || !wire.isOnline()) return
    dropAsk()
    isAsking = true
    const answer = await wire.request('attempt_text_reconnect', talking() ? { lastSeq: cursor } : {})
    if (answer?.success) return
    if (!answer || answer.code === AUTHENTICATION_REQUIRED || answer.code === RATE_LIMIT_EXCEEDED) {
      isAsking = false
      const wait = answer && !answer.success ? (answer.retryAfter ?? 0) * 1_000 : 0
      dropAsk = clock.later(Math.max(wait, ASK_AGAIN_MS), () => void resume())
    } else resumeFailed()
  }

  const resumeFailed = () => {
    if (!isAsking) return
    isAsking = false
    if (talking()) context.end('lost')
    else hooks.nothingToResume()
  }

  const checkGap = () => {
    dropGap()
    const messages = talking()?.messages ?? []
    cursor = advance(messages, cursor)
    if (highest(messages) > cursor) dropGap = clock.later(GAP_MS, () => void resume())
  }

  const begin = (
    roomId: string,
    partnerId: string,
    partner: Partner,
    messages: Transcript,
    resumedAt?: number,
  ) => {
    dropGap()
    cursor = highest(messages)
    const kept = context.memory.unsent(roomId)
    const known = new Set(messages.map((message) => message.clientMessageId))
    const waiting = (kept?.waiting ?? []).filter((message) => !known.has(message.clientMessageId))
    const all = waiting.reduce(
      (before, { clientMessageId, content }) => write(before, clientMessageId, content, clock.now()),
      messages,
    )
    context.set({
      draft: kept?.draft ?? '',
      chat: {
        phase: 'talking',
        roomId,
        partnerId,
        partner,
        messages: all,
        warned: false,
        deed: NO_DEED,
        ...(resumedAt !== undefined && { resumedAt }),
      },
    })
    hooks.began()
  }

  const goOn = (answer: Heard['text_reconnected'], partner: Partner, isComplete: boolean) => {
    const now = talking()
    if (!now) return
    const { keptUntil, ...rest } = now
    const messages = merge(now.messages, answer.messages, now.partnerId)
    cursor = isComplete ? Math.max(cursor, highest(messages)) : cursor
    const isBack = keptUntil !== undefined
    context.show({ ...rest, partner, messages, ...(isBack && { resumedAt: clock.now() }) })
    checkGap()
    hooks.began()
  }

  return {
    resume,
    resumeFailed,
    resumed(answer) {
      const { roomId, partnerId, partnerSecondsLeft } = answer
      const isAnswer = isAsking
      isAsking = false
      const partner: Partner =
        partnerSecondsLeft === null
          ? { kind: 'here' }
          : { kind: 'gone', until: clock.now() + partnerSecondsLeft * 1_000 }
      const { chat } = data()
      if (chat.phase === 'ended' && chat.roomId === roomId) return
      if (talking()?.roomId === roomId) return goOn(answer, partner, isAnswer)
      // Another tab asked, perhaps only for what it missed itself.
      if (!isAnswer) return void resume()
      begin(roomId, partnerId, partner, merge([], answer.messages, partnerId), clock.now())
    },
    matched({ roomId, partnerId }) {
      const { chat } = data()
      if ((chat.phase === 'talking' || chat.phase === 'ended') && chat.roomId === roomId) return
      begin(roomId, partnerId, { kind: 'here' }, [])
    },
    received(message) {
      const now = talking()
      if (now?.roomId !== message.roomId) return
      const isTheirs = message.senderId === now.partnerId
      context.patch({
        messages: merge(now.messages, [message], now.partnerId),
        ...(isTheirs && now.partner.kind !== 'here' && { partner: { kind: 'here' } }),
      })
      if (!isTheirs) context.remember()
      checkGap()
    },
    connectionLost() {
      isAsking = false
      dropGap()
      dropAsk()
      if (!talking() || talking()?.keptUntil !== undefined) return
      context.patch({ keptUntil: clock.now() + RECONNECT_WINDOW_MS, partner: { kind: 'here' } })
    },
  }
}
