import type { Actor } from '../accounts'
import { isPermitted } from '../permissions'
import type { Conversation } from './conversation'

type Asker = Pick<Actor, 'userId' | 'tenantId' | 'role' | 'isGuest'>

/** What a person wants with a conversation. */
export type ConversationAct = 'find' | 'join' | 'read' | 'write' | 'manage'

/** `absent`: as if it did not exist. */
export type ConversationVerdict = 'allowed' | 'absent' | 'forbidden'

/**
 * Who may do what with a conversation. One that the person may not find answers as one that does not exist: of another tenant,
 * or private and not theirs. Guests are let into none that they are not a member of; that joining is not for them is said by who joins.
 *
 * @see contracts, sections 6 and 8 "permissions by role"
 */
export function judgeAct(
  actor: Asker,
  conversation: Pick<Conversation, 'tenantId' | 'kind' | 'isPrivate' | 'creator'>,
  isMember: boolean,
  act: ConversationAct,
): ConversationVerdict {
  if (conversation.tenantId !== actor.tenantId || !isPermitted(actor.role, 'chat.access')) return 'absent'
  const isOpen = isOpenKind(conversation.kind) && !conversation.isPrivate
  const manages = managesIt(actor, conversation)
  if (!isMember && !isOpen && !manages) return 'absent'
  if (!isMember && actor.isGuest && act !== 'join') return 'forbidden'
  switch (act) {
    case 'find':
      return 'allowed'
    case 'join':
    case 'read':
      return isMember || isOpen ? 'allowed' : 'absent'
    case 'write':
      return isMember && isPermitted(actor.role, 'chat.send_messages') ? 'allowed' : 'forbidden'
    case 'manage':
      return conversation.kind === 'channel' && manages ? 'allowed' : 'forbidden'
  }
}

/** Kinds that everybody of the tenant may join, and everybody may leave. */
export const isOpenKind = (kind: Conversation['kind']) => kind === 'channel' || kind === 'topic'

/** What is known of two people of whom one wants to write to the other for the first time. */
export interface Acquaintance {
  readonly isGuest: boolean
  /** Either blocked the other. */
  readonly isBlocked: boolean
  /** They have a conversation in common. */
  readonly shareConversation: boolean
  /** They were in a random session together. */
  readonly metAtRandom: boolean
}

/**
 * Whether somebody may be the first to write to, or call, another person of the tenant. People who met in a random session alone are strangers
 * and stay so; those who never met may, because an id is known only to those to whom it was given.
 *
 * @see contracts, section 2 "Strangers stay strangers"
 */
export function judgeContact({
  isGuest,
  isBlocked,
  shareConversation,
  metAtRandom,
}: Acquaintance): ConversationVerdict {
  if (isBlocked || (metAtRandom && !shareConversation)) return 'absent'
  return isGuest ? 'forbidden' : 'allowed'
}

/** Who made a channel manages it, and whoever manages all of them. */
function managesIt(
  { userId, role }: Asker,
  { kind, creator }: Pick<Conversation, 'kind' | 'creator'>,
): boolean {
  return kind === 'channel' && (creator === userId || isPermitted(role, 'chat.manage_channels'))
}
