import type { Role } from '@/lib/domain/accounts'
import type { ConversationId, MessageId, Millis, UserId, VisitId } from '@/lib/domain/ids'
import type { ChosenStatus } from '@/lib/domain/presence/presence'

/** Conversations of people whose accounts nobody can sign in to. Every id begins with `DEMO_PREFIX`. */
export interface MadeUpWorkspace {
  readonly people: readonly MadeUpMember[]
  readonly conversations: readonly MadeUpConversation[]
  readonly visits: readonly MadeUpVisit[]
}

export interface MadeUpMember {
  readonly id: UserId
  readonly displayName: string
  readonly role: Role
  readonly createdAt: Millis
  readonly status: ChosenStatus
  readonly statusMessage: string | null
}

export interface MadeUpConversation {
  readonly id: ConversationId
  readonly kind: 'channel' | 'visit'
  readonly key: string
  readonly name: string | null
  readonly description: string
  readonly isPrivate: boolean
  readonly creator: UserId
  readonly createdAt: Millis
  /** How many of the last messages each has not read. */
  readonly members: readonly { readonly user: UserId; readonly unread: number }[]
  /** Oldest first; all before the day on which they are written. */
  readonly messages: readonly {
    readonly id: MessageId
    readonly author: UserId
    readonly text: string
    readonly replyTo: MessageId | null
    readonly at: Millis
  }[]
}

/** With a waiting room. Its host is the first administrator, or the given one where there is none. */
export interface MadeUpVisit {
  readonly id: VisitId
  readonly conversation: ConversationId
  readonly host: UserId
  readonly scheduledAt: Millis
  readonly createdAt: Millis
  readonly invited: readonly UserId[]
}
