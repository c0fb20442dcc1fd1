import type { LoginId, TenantId, UserId } from './ids'
import type { Permission } from './permissions'
import type { Session } from './sessions'

/** Where a frame goes: every live connection of a person, of a login, of those in a tenant who hold a permission, or of a conversation, or those that look at one; or all there are. */
export type Topic = 'everybody' | NamedTopic

/** Has the name of its log, where it has one. */
export type NamedTopic =
  | `user:${UserId}`
  | `login:${LoginId}`
  | `holders:${TenantId}:${Permission}`
  | `conversation:${string}`
  | `viewers:${string}`
  | `presence:${UserId}`

export const toUser = (user: UserId): Topic => `user:${user}`
export const toLogin = (login: LoginId): Topic => `login:${login}`

/** Every connection but those that only watch. */
export const toEverybody: Topic = 'everybody'

/** On namespaces that ask for a permission, any that is held; on the others, `chat.access` alone. */
export const toHolders = (tenant: TenantId, permission: Permission): Topic =>
  `holders:${tenant}:${permission}`

/** Every connection that follows a conversation; its log has the same name. */
export const toConversation = (conversation: string) => `conversation:${conversation}` as const

/** Connections that look at a conversation right now. */
export const toViewers = (conversation: string) => `viewers:${conversation}` as const

/** The conversation whose viewers a topic is for; undefined: it is none of viewers. */
export const viewedIn = (topic: Topic): string | undefined =>
  topic.startsWith('viewers:') ? topic.slice('viewers:'.length) : undefined

/** Connections that follow somebody's presence. */
export const toPresence = (user: UserId) => `presence:${user}` as const

/** The topics of both participants. */
export function bothOf(session: Session): readonly Topic[] {
  return session.participants.map(({ user }) => toUser(user))
}
