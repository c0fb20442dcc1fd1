import type { NamedPerson } from '@/lib/domain/events/conversations'
import type { ConversationId, Millis, UserId } from '@/lib/domain/ids'

/** Whose reading is asked for. */
export interface ReadersQuery {
  /** Of the message, and when it was sent: who came later has not read it, though it counts so for what is unread. */
  readonly seq: number
  readonly at: Millis
  /** Who is not named. */
  readonly except: ReadonlySet<UserId>
  /** The last person of the page before. */
  readonly after?: UserId
  readonly limit: number
}

export interface ReadersPage {
  readonly readers: readonly NamedPerson[]
  /** Of all pages. */
  readonly total: number
  /** There are more after these. */
  readonly hasMore: boolean
}

/** The members of a conversation, looked for by their names and by what they have read. */
export interface ConversationPeople {
  /** By each of the names that members have, whatever its case, who has it: 40 at most of each. */
  named(id: ConversationId, names: readonly string[]): Promise<ReadonlyMap<string, readonly UserId[]>>
  /** Members of whose name a word begins with a text, whatever its case: first those whose whole name does. */
  beginning(
    id: ConversationId,
    text: string,
    query: { readonly except: ReadonlySet<UserId>; readonly limit: number },
  ): Promise<readonly NamedPerson[]>
  /** Members who have read a message, without those who keep that to themselves; in an order that stays. */
  readers(id: ConversationId, query: ReadersQuery): Promise<ReadersPage>
}
