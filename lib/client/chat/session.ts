import type { ChatContext } from './chat-context'
import { createConfirmation } from './confirmation'
import { createResume } from './resume'
import { NO_DEED, type Partner, type Chatting } from './chat-state'
import { advance, highest, merge, type LoggedMessage, writeAgain } from './transcript'
import type { Found, Resumed } from './found'
import { type ChatType, RECONNECT_WINDOW_MS } from '@/lib/domain/sessions'
import type { Millis } from '@/lib/domain/ids'

/** An event that overtakes another is given this long before the log is asked. */
const GAP_MS = 1_000

interface Hooks {
  /** A conversation is on the screen, new or resumed. */
  readonly began: () => void
  /** The kind of the session that the server reported. */
  readonly expected: () => ChatType | undefined
  /** The server knows no session. */
  readonly nothingToResume: () => void
}

/** The running conversation as the server's log has it: each message once, in order, none missing. */
export interface Session {
  /** Asks for the session and everything of it that is not here yet. */
  readonly resume: () => Promise<void>
  readonly resumed: (answer: Resumed) => void
  readonly resumeFailed: () => void
  readonly matched: (found: Found) => void
  readonly received: (message: LoggedMessage) => void
  readonly connectionLost: () => void
}

export function createSession(context: ChatContext, hooks: Hooks): Session {
  const { socket, clock, data, chatting } = context
  let cursor = 0
  const confirmation = createConfirmation(clock, (confirmed) => socket.emit('message-confirm', confirmed))
  let dropGap = () => {}
  const resume = createResume(
    context,
    () => (chatting() ? cursor : undefined),
    () => chatting()?.chatType ?? hooks.expected(),
    () => {
      const now = chatting()
      if (!now) return hooks.nothingToResume()
      context.end((now.keptUntil ?? Infinity) > clock.now() ? 'meanwhile' : 'lost')
    },
  )

  const checkGap = () => {
    dropGap()
    const now = chatting()
    const messages = now?.messages ?? []
    cursor = advance(messages, cursor)
    if (now) confirmation.confirm(now.roomId, messages, cursor)
    if (highest(messages) > cursor) dropGap = clock.later(GAP_MS, () => void resume.ask())
  }

  const begin = (opening: Opening) => {
    dropGap()
    cursor = highest(opening.messages)
    open(context, opening)
    checkGap()
    hooks.began()
  }

  const goOn = (answer: Resumed, isComplete: boolean) => {
    takeUp(context, answer)
    if (isComplete) cursor = Math.max(cursor, highest(chatting()?.messages ?? []))
    checkGap()
    hooks.began()
  }

  return {
    resume: () => resume.ask(),
    resumeFailed: resume.refused,
    resumed: (answer) => {
      const { roomId, partnerId } = answer
      const isAnswer = resume.answered()
      const { chat } = data()
      if (chat.phase === 'ended' && chat.roomId === roomId) return
      if (chatting()?.roomId === roomId) return goOn(answer, isAnswer)
      // Another tab asked, perhaps only for what it missed itself.
      if (!isAnswer) return void resume.ask(answer.chatType)
      const messages = merge([], answer.messages, context.account)
      const shared = sharedIn(context, answer.sharedInterests) ?? context.persistence.shared(roomId)
      const partner = partnerIn(answer, clock.now())
      const resumedAt = clock.now()
      begin({ ...kindOf(answer), roomId, partnerId, partner, messages, resumedAt, ...(shared && { shared }) })
    },
    matched: (found) => {
      const { roomId, partnerId, sharedInterests } = found
      const { chat } = data()
      if ((chat.phase === 'chatting' || chat.phase === 'ended') && chat.roomId === roomId) return
      const shared = sharedIn(context, sharedInterests)
      context.persistence.keepShared(shared && { roomId, words: shared })
      const partner = { kind: 'here' } as const
      begin({ ...kindOf(found), roomId, partnerId, partner, messages: [], ...(shared && { shared }) })
    },
    received: (message) => {
      const now = chatting()
      if (now?.roomId !== message.roomId) return
      log(context, now, message)
      checkGap()
    },
    connectionLost: () => {
      resume.drop()
      dropGap()
      confirmation.forget()
      if (!chatting() || chatting()?.keptUntil !== undefined) return
      context.patch({ keptUntil: clock.now() + RECONNECT_WINDOW_MS, partner: { kind: 'here' } })
    },
  }
}

/** Nothing in common is mentioned only to people who named interests. */
function sharedIn(
  { data }: ChatContext,
  words: readonly string[] | undefined,
): readonly string[] | undefined {
  return words?.length || data().interests.length > 0 ? words : undefined
}

/** Adds a message to the conversation; a message of the partner shows that they are here. */
function log(context: ChatContext, now: Chatting, message: LoggedMessage): void {
  const isTheirs = message.senderId !== context.account
  context.patch({
    messages: merge(now.messages, [message], context.account),
    ...(isTheirs && now.partner.kind !== 'here' && { partner: { kind: 'here' } }),
  })
  if (!isTheirs) context.remember()
}

const kindOf = ({ chatType, since, isInitiator, maxBitrate, isRevealed, looks }: Found) => ({
  chatType,
  since,
  isInitiator,
  maxBitrate,
  isRevealed,
  ...(looks && { looks }),
})

type Opening = Pick<Chatting, 'roomId' | 'partnerId' | 'partner' | 'messages' | 'shared' | 'resumedAt'> &
  ReturnType<typeof kindOf>

/** Shows a conversation, with one's own unsent words of before, if there were any in this room. */
function open(context: ChatContext, { resumedAt, ...opening }: Opening): void {
  context.offerUnsent()
  const kept = context.persistence.unsent(opening.roomId)
  const messages = writeAgain(opening.messages, kept.waiting, context.clock.now())
  const chat: Chatting = {
    phase: 'chatting',
    ...opening,
    messages,
    warned: false,
    deed: NO_DEED,
    ...(resumedAt !== undefined && { resumedAt }),
  }
  context.set({ draft: kept.draft, chat, readUpTo: context.persistence.readUpTo(opening.roomId) })
}

/** Goes on with the conversation that is shown, with what was missed. */
function takeUp(context: ChatContext, answer: Resumed): void {
  const now = context.chatting()
  if (!now) return
  const { keptUntil, ...rest } = now
  const at = context.clock.now()
  const messages = merge(now.messages, answer.messages, context.account)
  context.show({
    ...rest,
    chatType: answer.chatType,
    isInitiator: answer.isInitiator,
    isRevealed: answer.isRevealed,
    partner: partnerIn(answer, at),
    messages,
    ...(keptUntil !== undefined && { resumedAt: at }),
  })
}

function partnerIn({ partnerSecondsLeft }: Resumed, now: Millis): Partner {
  return partnerSecondsLeft === null
    ? { kind: 'here' }
    : { kind: 'gone', until: now + partnerSecondsLeft * 1_000 }
}
