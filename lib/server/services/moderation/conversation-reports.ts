import type { Actor } from '@/lib/domain/accounts'
import type { Conversation } from '@/lib/domain/conversations/conversation'
import { otherOf, readName } from '@/lib/domain/conversations/names'
import { dayOf } from '@/lib/domain/days'
import { DomainError } from '@/lib/domain/errors'
import type { Millis, MessageId, UserId } from '@/lib/domain/ids'
import { ABOUT_CONVERSATION, type ReportType } from '@/lib/domain/moderation'
import { evidenceKeptUntil } from '@/lib/domain/retention'
import { toHolders } from '@/lib/domain/topics'
import type { Attachments } from '@/lib/server/ports/conversations/attachments'
import type { Conversations } from '@/lib/server/ports/conversations/conversations'
import type { Messages } from '@/lib/server/ports/conversations/messages'
import type { Pseudonym } from '@/lib/server/ports/moderation/audit-chain'
import type { Reports, Submitted } from '@/lib/server/ports/moderation/moderation'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import type { Screenshots } from './screenshots'

interface Deps {
  readonly reports: Reports
  readonly conversations: Pick<Conversations, 'find' | 'findByKey'>
  readonly messages: Pick<Messages, 'byId' | 'evidence'>
  readonly attachments: Pick<Attachments, 'keepAsEvidence'>
  readonly pseudonym: Pseudonym
  readonly screenshots: Screenshots
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

/** A complaint about a person in a conversation. */
export interface ConversationComplaint {
  /** An id or a room name. */
  readonly conversation: string
  /** Of the person, at most 10; none: the person is named, or the other one of a pair. */
  readonly messages: readonly MessageId[]
  readonly reported: UserId | undefined
  readonly type: ReportType
  readonly description: string
  /** Base64; at most 3 of 700 KB. */
  readonly screenshots: readonly string[]
  readonly occurredAt: Millis | null
}

interface Named {
  readonly user: UserId
  /** Sequence numbers of the messages that the report names. */
  readonly around: readonly number[]
}

/** Reports of what is said where people find each other again. */
export function createConversationReports(deps: Deps) {
  const { reports, conversations, messages, pseudonym, clock, ids, bus } = deps

  /** Also of a pair of whom one blocked the other: who has blocked somebody may report them. @throws CONVERSATION_NOT_FOUND */
  async function ownConversation({ tenantId, userId }: Actor, given: string): Promise<Conversation> {
    const name = readName(tenantId, given)
    const found =
      'id' in name
        ? await conversations.find(name.id, userId)
        : await conversations.findByKey(tenantId, name.key, userId)
    if (!found?.membership || found.conversation.tenantId !== tenantId)
      throw new DomainError('CONVERSATION_NOT_FOUND')
    return found.conversation
  }

  /** @throws NOT_FOUND: a message of another conversation, of several people, or of nobody any more; INVALID_REQUEST */
  async function whoIsMeant(
    actor: Actor,
    conversation: Conversation,
    { messages: named, reported }: ConversationComplaint,
  ): Promise<Named> {
    const found = await Promise.all(named.map((id) => messages.byId(id)))
    const authors = new Set(
      found.map((one) => (one?.conversation === conversation.id ? one.author?.user : undefined)),
    )
    const [author] = authors
    if (authors.size > 1 || (authors.size === 1 && author === undefined)) throw new DomainError('NOT_FOUND')
    const user = author ?? reported ?? otherOf(conversation.key, actor.userId)
    if (user === undefined || user === actor.userId)
      throw new DomainError('INVALID_REQUEST', {
        description: 'Name messages of another person, or the person',
        field: 'messageIds',
      })
    if (reported !== undefined && reported !== user) throw new DomainError('NOT_FOUND')
    const isKnown = author !== undefined || (await isOf(conversation, user))
    if (!isKnown) throw new DomainError('NOT_FOUND')
    return { user, around: found.flatMap((one) => one?.seq ?? []) }
  }

  async function isOf(conversation: Conversation, user: UserId): Promise<boolean> {
    const found = await conversations.find(conversation.id, user)
    return found !== undefined && found.membership !== null
  }

  return {
    /**
     * Stores a report with its evidence and keeps the two apart. A reporter counts once for a person, a conversation and a day:
     * again adds to the first report and answers it.
     *
     * @throws CONVERSATION_NOT_FOUND, NOT_FOUND, INVALID_REQUEST
     */
    async report(actor: Actor, complaint: ConversationComplaint): Promise<Submitted> {
      const reporter = actor.userId
      const conversation = await ownConversation(actor, complaint.conversation)
      const { user: reported, around } = await whoIsMeant(actor, conversation, complaint)
      const screenshots = await deps.screenshots.checked(complaint.screenshots)
      const evidence = await messages.evidence(conversation.id, { people: [reporter, reported], around })
      const at = clock.now()
      const kept = evidence.map(({ messageId }) => messageId)
      await deps.attachments.keepAsEvidence(kept, evidenceKeptUntil(at))
      const submitted = await reports.submit({
        id: ids.next(),
        tenantId: actor.tenantId,
        reporter,
        reported,
        publicIds: { reporter, reported },
        // Without the account's id, which would outlive the account here.
        sessionId: `${conversation.id} ${dayOf(at)} ${pseudonym(reported)}`,
        conversationId: conversation.id,
        type: complaint.type,
        description: complaint.description.trim(),
        session: { chatType: ABOUT_CONVERSATION, startedAt: conversation.createdAt, endedAt: null },
        messages: evidence,
        screenshots,
        occurredAt: complaint.occurredAt,
        createdAt: at,
      })
      await bus.signal({
        type: 'user.blocked',
        blocker: reporter,
        blocked: reported,
        session: null,
        at,
        reported: true,
      })
      await bus.publish({
        type: 'report.submitted',
        report: submitted.id,
        again: submitted.again,
        reporter,
        reported,
        session: null,
        conversation: conversation.id,
        chatType: ABOUT_CONVERSATION,
        category: complaint.type,
        at,
        audience: [toHolders(actor.tenantId, 'admin.reports')],
      })
      return submitted
    },
  }
}
