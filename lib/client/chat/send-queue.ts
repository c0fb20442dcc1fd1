import type { ChatContext } from './chat-context'
import { type Failure, MESSAGE_LENGTH } from './chat-state'
import { type SendAnswer, sendMessage } from './send-message'
import { acknowledge, discard, mark, unsent, write } from './transcript'
import { waitAfterMs } from '@/lib/client/wait-after'
import { hasVisible } from '@/lib/domain/visible-text'
import { LIMITS } from '@/lib/domain/limits'
import type { Millis } from '@/lib/domain/ids'

const RATE_LIMIT_EXCEEDED = 1003
const AUTHENTICATION_REQUIRED = 2003
const CONTENT_VIOLATION = 5001

/** One's own messages on their way: one at a time, in the order written, each with the same name at every try. */
export interface SendQueue {
  /** Sends the draft. False when it stays where it is: empty, too long, or too fast. */
  readonly send: () => boolean
  /** Sends a picture, as a data URL. False when nothing can be sent now: too fast, or the conversation is over. */
  readonly sendPicture: (picture: string) => boolean
  /** Offers a failed message again. */
  readonly resend: (clientMessageId: string) => void
  readonly discard: (clientMessageId: string) => void
  /** Goes on with what waits. */
  readonly pump: () => void
}

export function createSendQueue(context: ChatContext): SendQueue {
  const { socket, clock, ids } = context
  const pace = createPace()
  let isPumping = false

  const nextWaiting = () => {
    const now = context.chatting()
    if (!now || now.keptUntil !== undefined || !socket.isOnline()) return undefined
    if (now.slowUntil !== undefined && now.slowUntil > clock.now()) return undefined
    return unsent(now.messages).find((message) => message.state.kind === 'sending')
  }

  const hold = (until: Millis) => {
    context.patch({ slowUntil: until })
    clock.later(until - clock.now(), () => {
      if (context.chatting()?.slowUntil === until) context.patch({ slowUntil: undefined })
      pump()
    })
  }

  /** Tells whether the next message may be tried at once. */
  const settle = (name: string, outcome: Outcome): boolean => {
    if (outcome.kind === 'held') hold(clock.now() + outcome.ms)
    if (outcome.kind === 'failed') context.patchMessages((all) => mark(all, name, outcome))
    if (outcome.kind === 'logged') context.patchMessages((all) => acknowledge(all, name, outcome.ack))
    return outcome.kind === 'failed' || outcome.kind === 'logged'
  }

  const drain = async () => {
    isPumping = true
    let mayGoOn = true
    for (let message = nextWaiting(); message && mayGoOn; message = nextWaiting()) {
      const room = context.chatting()?.roomId
      pace.record(clock.now())
      const { clientMessageId = '' } = message
      const answer = await sendMessage(socket, room ?? '', message)
      if (context.chatting()?.roomId !== room) continue
      mayGoOn = settle(clientMessageId, outcomeOf(answer, socket.isOnline()))
      context.remember()
    }
    isPumping = false
  }

  const pump = () => {
    if (!isPumping) void drain()
  }

  const post = (content: string, type: 'text' | 'image') => {
    const now = context.chatting()
    if (!now) return false
    const freeAt = Math.max(pace.freeAt(clock.now()), now.slowUntil ?? 0)
    if (freeAt > clock.now()) {
      hold(freeAt)
      return false
    }
    if (type === 'text') context.set({ draft: '' })
    context.patchMessages((all) => write(all, ids(), content, clock.now(), type))
    context.remember()
    pump()
    return true
  }
  const send = () => {
    const content = context.data().draft.trim()
    return hasVisible(content) && content.length <= MESSAGE_LENGTH && post(content, 'text')
  }

  return {
    send,
    sendPicture: (picture) => post(picture, 'image'),
    pump,
    ...createSecondThoughts(context, pump),
  }
}

/** What may be done with a message that failed. */
function createSecondThoughts(context: ChatContext, pump: () => void): Pick<SendQueue, 'resend' | 'discard'> {
  return {
    resend: (clientMessageId) => {
      context.patchMessages((all) => mark(all, clientMessageId, { kind: 'sending' }))
      pump()
    },
    discard: (clientMessageId) => {
      context.patchMessages((all) => discard(all, clientMessageId))
      context.remember()
    },
  }
}

type Outcome =
  | { readonly kind: 'logged'; readonly ack: Extract<SendAnswer, { success: true }> }
  | { readonly kind: 'failed'; readonly reason: Failure }
  /** Too fast: it goes by itself later. */
  | { readonly kind: 'held'; readonly ms: Millis }
  /** The connection or the login is being renewed: it goes after the resume. */
  | { readonly kind: 'waiting' }

function outcomeOf(answer: SendAnswer | undefined, isOnline: boolean): Outcome {
  if (!answer) return isOnline ? { kind: 'failed', reason: 'not-answered' } : { kind: 'waiting' }
  if (answer.success) return { kind: 'logged', ack: answer }
  if (answer.code === RATE_LIMIT_EXCEEDED) {
    return { kind: 'held', ms: waitAfterMs(answer.retryAfter, LIMITS.socketMessages.windowMs, 1_000) }
  }
  if (answer.code === AUTHENTICATION_REQUIRED) return { kind: 'waiting' }
  return { kind: 'failed', reason: answer.code === CONTENT_VIOLATION ? 'not-allowed' : 'refused' }
}

/** Knows the server's limit, so that people do not run into it. */
function createPace() {
  const { max, windowMs } = LIMITS.textMessages
  let times: Millis[] = []
  return {
    record(at: Millis) {
      times = [...times.slice(1 - max), at]
    },
    /** When the next message may go. */
    freeAt(now: Millis): Millis {
      const oldest = times[0]
      if (times.length < max || oldest === undefined) return now
      // Never longer than the window, whatever became of the clock.
      return Math.min(Math.max(now, oldest + windowMs), now + windowMs)
    },
  }
}
