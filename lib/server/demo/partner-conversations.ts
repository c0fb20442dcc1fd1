import type { Actor } from '@/lib/domain/accounts'
import { type Conversation, directKey } from '@/lib/domain/conversations/conversation'
import { DEFAULT_TENANT, type ConversationId, type Millis } from '@/lib/domain/ids'
import type { Services } from '../core'
import type { Bus, Clock } from '../ports/system'
import { replyTo } from './lines'
import { PRACTICE_CHANNEL, WORKSPACE_PARTNER } from './made-up-workspace'

/** The partner types this long before it answers, ms. */
export const ANSWER_MS: Millis = 1_500

/** Of the demonstration's workspace. It has no login: what it may do is what its role may. */
const ACTOR: Actor = {
  userId: WORKSPACE_PARTNER,
  createdAt: 0,
  devices: [],
  tenantId: DEFAULT_TENANT,
  loginId: WORKSPACE_PARTNER,
  tier: 1,
  role: 'user',
  displayName: 'Practice partner (demo)',
}

interface Server {
  readonly services: Pick<Services, 'messages' | 'conversationTyping'>
  readonly bus: Pick<Bus, 'observe'>
}

/**
 * Answers in the practice channel, and to everybody who writes to the practice partner alone; nobody writes there unless the
 * demonstration's workspace exists. One answer at a time in each conversation, however much is written meanwhile.
 */
export function answerInConversations({ services, bus }: Server, clock: Clock): () => void {
  const pending = new Set<ConversationId>()
  let answers = 0
  let isOver = false

  async function answer(id: ConversationId, text: string): Promise<void> {
    pending.delete(id)
    if (isOver) return
    answers += 1
    const draft = { text: replyTo(text, answers), type: 'text', replyTo: null, metadata: null } as const
    await services.messages.send(ACTOR, id, { ...draft, attachments: [], clientMessageId: null }, 'practice')
  }

  bus.observe('practice partner of conversations', {
    'conversation.message': async ({ conversation, message: { author, text } }) => {
      if (isOver || !author || author.user === WORKSPACE_PARTNER || pending.has(conversation.id)) return
      if (!isForPartner(conversation, author.user)) return
      pending.add(conversation.id)
      clock.after(ANSWER_MS, () => answer(conversation.id, text))
      await services.conversationTyping.start(ACTOR, conversation.id)
    },
  })
  return () => void (isOver = true)
}

const isForPartner = ({ id, key }: Conversation, author: string) =>
  id === PRACTICE_CHANNEL || key === directKey(author, WORKSPACE_PARTNER)
