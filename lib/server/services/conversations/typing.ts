import type { Actor } from '@/lib/domain/accounts'
import type { Conversation } from '@/lib/domain/conversations/conversation'
import { isHiding } from '@/lib/domain/conversations/privacy'
import { named, toMembers } from '@/lib/domain/events/conversation-builders'
import type { ConversationId, UserId } from '@/lib/domain/ids'
import { TYPING_CLEARED_MS } from '@/lib/domain/typing'
import type { TypingBoard } from '@/lib/server/ports/conversations/typing-board'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { AvoidedPeople } from '@/lib/server/services/matching/avoided-people'
import type { ConversationLookup } from './lookup'

interface Deps {
  readonly lookup: Pick<ConversationLookup, 'find'>
  readonly avoidedPeople: Pick<AvoidedPeople, 'of'>
  readonly typingBoard: TypingBoard
  readonly clock: Clock
  readonly bus: Bus
}

interface Typist {
  readonly actor: Actor
  readonly conversation: Conversation
  readonly callOff: () => void
}

/** Who is typing in which conversation; published once when it starts and once when it stops, at the latest after 3 s. */
export function createConversationTyping({ lookup, avoidedPeople, typingBoard, clock, bus }: Deps) {
  const typists = new Map<string, Typist>()
  const keyOf = (user: UserId, id: ConversationId) => `${user} ${id}`

  async function publish({ actor, conversation }: Omit<Typist, 'callOff'>, isTyping: boolean): Promise<void> {
    const hiddenFrom = [actor.userId, ...(await avoidedPeople.of(actor.userId))]
    await bus.publish({
      type: 'conversation.typing',
      conversation,
      person: named(actor),
      role: actor.role,
      hiddenFrom,
      isTyping,
      at: clock.now(),
      ...toMembers(conversation),
    })
  }

  async function stop(key: string): Promise<void> {
    const typist = typists.get(key)
    if (!typist) return
    typist.callOff()
    typists.delete(key)
    await typingBoard.clear(typist.conversation.id, typist.actor.userId)
    await publish(typist, false)
  }

  /** Whoever has written has stopped typing. */
  bus.on('conversation.message', ({ message: { author, conversation } }) => {
    const key = author && keyOf(author.user, conversation)
    return key !== null && typists.has(key) ? stop(key) : undefined
  })

  return {
    /** Nobody learns of it where the actor keeps it to themselves. @throws CONVERSATION_NOT_FOUND, FORBIDDEN */
    async start(actor: Actor, given: string): Promise<void> {
      const { conversation } = await lookup.find(actor, given, 'write')
      if (isHiding(actor, 'typing')) return
      const key = keyOf(actor.userId, conversation.id)
      const before = typists.get(key)
      before?.callOff()
      const callOff = clock.after(TYPING_CLEARED_MS, () => stop(key))
      typists.set(key, { actor, conversation, callOff })
      const now = clock.now()
      await typingBoard.set(conversation.id, actor.userId, now + TYPING_CLEARED_MS, now)
      if (!before) await publish({ actor, conversation }, true)
    },

    /** @throws CONVERSATION_NOT_FOUND, FORBIDDEN */
    async stop(actor: Actor, given: string): Promise<void> {
      const { conversation } = await lookup.find(actor, given, 'write')
      await stop(keyOf(actor.userId, conversation.id))
    },
  }
}
