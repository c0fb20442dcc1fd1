import type { Actor } from '@/lib/domain/accounts'
import { FOUL_WINDOW_MS, MUTE_MS } from '@/lib/domain/conversations/foul-words'
import { DomainError } from '@/lib/domain/errors'
import type { ConversationId, UserId } from '@/lib/domain/ids'
import { FOUL_MESSAGES_ALLOWED } from '@/lib/domain/moderation'
import { toUser } from '@/lib/domain/topics'
import type { Limiter } from '@/lib/server/ports/connections/limiter'
import type { Marks } from '@/lib/server/ports/connections/marks'
import type { Content } from '@/lib/server/ports/sessions/content'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly content: Pick<Content, 'isFoul'>
  readonly limiter: Limiter
  /** Who is muted. */
  readonly mutes: Marks
  readonly clock: Clock
  readonly bus: Bus
}

const FOUL = { max: FOUL_MESSAGES_ALLOWED, windowMs: FOUL_WINDOW_MS }
const muteOf = (user: UserId) => `muted ${user}`

/**
 * Foul words in conversations: kept with a mark and a warning to their author; one message more than FOUL_MESSAGES_ALLOWED within
 * FOUL_WINDOW_MS in one conversation is refused, and its author writes in none for a while. Only foul messages are counted.
 */
export function createFoulWords({ content, limiter, mutes, clock, bus }: Deps) {
  async function announce(
    author: UserId,
    conversation: ConversationId,
    level: 'warning' | 'violation',
  ): Promise<void> {
    const audience = [toUser(author)]
    await bus.publish({
      type: 'conversation.message-flagged',
      conversation,
      author,
      level,
      at: clock.now(),
      audience,
    })
  }

  return {
    /** @throws MUTED */
    async requireVoice({ userId }: Actor): Promise<void> {
      if (await mutes.has(muteOf(userId), clock.now()))
        throw new DomainError('MUTED', { retryAfter: MUTE_MS / 1_000 })
    },

    /**
     * Whether the words are foul; counts those that are.
     *
     * @param isRepeated - whether it was kept before, which is no second offence
     * @throws CONTENT_VIOLATION: once too often, and muted from now on
     */
    async judge(
      { userId }: Actor,
      conversation: ConversationId,
      text: string,
      isRepeated: () => Promise<boolean> = () => Promise.resolve(false),
    ): Promise<boolean> {
      if (!content.isFoul(text)) return false
      if (await isRepeated()) return true
      const now = clock.now()
      if ((await limiter.consume(`foul ${conversation} ${userId}`, FOUL, now)).allowed) return true
      await mutes.set(muteOf(userId), now)
      await announce(userId, conversation, 'violation')
      throw new DomainError('CONTENT_VIOLATION')
    },

    /** The author learns that their words were foul. */
    warn: ({ userId }: Actor, conversation: ConversationId) => announce(userId, conversation, 'warning'),
  }
}

export type FoulWords = ReturnType<typeof createFoulWords>
