import type { Actor } from '@/lib/domain/accounts'
import type { Conversation } from '@/lib/domain/conversations/conversation'
import { isHiding } from '@/lib/domain/conversations/privacy'
import { isCrowded, STARTS_APART_MS } from '@/lib/domain/conversations/viewing'
import { named, toMembers, toViewersOf } from '@/lib/domain/events/conversation-builders'
import type { ConversationId, UserId } from '@/lib/domain/ids'
import { TYPING_CLEARED_MS } from '@/lib/domain/typing'
import type { TypingBoard } from '@/lib/server/ports/conversations/typing-board'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { AvoidedPeople } from '@/lib/server/services/matching/avoided-people'
import type { ConversationLookup } from './lookup'

interface Deps {
  readonly lookup: Pick<ConversationLookup, 'find'>
  readonly avoidedPeople: Pick<AvoidedPeople, 'inConversations'>
  readonly typingBoard: TypingBoard
  readonly clock: Clock
  readonly bus: Bus
}

interface Typist {
  readonly actor: Actor
  readonly conversation: Conversation
  readonly memberCount: number
  readonly callOff: () => void
  /** That they started was published. */
  isPublished: boolean
}

/**
 * Who is typing in which conversation; published once when it starts and once when it stops, at the latest after 3 s. Starts of
 * one person are half a second apart, and in a conversation of many they are sent to those who look at it alone.
 */
export function createConversationTyping({ lookup, avoidedPeople, typingBoard, clock, bus }: Deps) {
  const typists = new Map<string, Typist>()
  /** Whose start was published within STARTS_APART_MS. */
  const justStarted = new Set<string>()
  const keyOf = (user: UserId, id: ConversationId) => `${user} ${id}`

  async function publish({ actor, conversation, memberCount }: Typist, isTyping: boolean): Promise<void> {
    const hiddenFrom = [actor.userId, ...(await avoidedPeople.inConversations(actor.userId))]
    await bus.publish({
      type: 'conversation.typing',
      conversation,
      person: named(actor),
      role: actor.role,
      hiddenFrom,
      isTyping,
      at: clock.now(),
      ...(isCrowded(memberCount) ? toViewersOf(conversation) : toMembers(conversation)),
    })
  }

  /** @returns whether the start is to be published now, which is noted; otherwise it is in its time, if they type then */
  function mayStart(key: string, typist: Typist): boolean {
    if (typist.isPublished || justStarted.has(key)) return false
    typist.isPublished = true
    justStarted.add(key)
    clock.after(STARTS_APART_MS, async () => {
      justStarted.delete(key)
      const now = typists.get(key)
      if (now && mayStart(key, now)) await publish(now, true)
    })
    return true
  }

  async function stop(key: string): Promise<void> {
    const typist = typists.get(key)
    if (!typist) return
    typist.callOff()
    typists.delete(key)
    await typingBoard.clear(typist.conversation.id, typist.actor.userId)
    if (typist.isPublished) await publish(typist, false)
  }

  /** Whoever has written has stopped typing. */
  bus.on('conversation.message', ({ message: { author, conversation } }) => {
    const key = author && keyOf(author.user, conversation)
    return key !== null && typists.has(key) ? stop(key) : undefined
  })

  return {
    /** Nobody learns of it where the actor keeps it to themselves. @throws CONVERSATION_NOT_FOUND, FORBIDDEN */
    async start(actor: Actor, given: string): Promise<void> {
      const { conversation, memberCount } = await lookup.find(actor, given, 'write')
      if (isHiding(actor, 'typing')) return
      const key = keyOf(actor.userId, conversation.id)
      const before = typists.get(key)
      before?.callOff()
      const callOff = clock.after(TYPING_CLEARED_MS, () => stop(key))
      const isPublished = before?.isPublished ?? false
      const typist = { actor, conversation, memberCount, callOff, isPublished }
      typists.set(key, typist)
      const isStart = mayStart(key, typist)
      const now = clock.now()
      await typingBoard.set(conversation.id, actor.userId, now + TYPING_CLEARED_MS, now)
      if (isStart) await publish(typist, true)
    },

    /** @throws CONVERSATION_NOT_FOUND, FORBIDDEN */
    async stop(actor: Actor, given: string): Promise<void> {
      const { conversation } = await lookup.find(actor, given, 'write')
      await stop(keyOf(actor.userId, conversation.id))
    },
  }
}
