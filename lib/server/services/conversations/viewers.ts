import { callOfLine } from '@/lib/domain/calls/lines'
import { type Capability, viewedBy } from '@/lib/domain/capabilities'
import { isCrowded, RETURN_WITHIN_MS, STARTS_APART_MS } from '@/lib/domain/conversations/viewing'
import { toMembers } from '@/lib/domain/events/conversation-builders'
import type { ConnectionId, ConversationId, UserId } from '@/lib/domain/ids'
import { visitOfWaitingRoom } from '@/lib/domain/visits/visit'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { Connections } from '@/lib/server/ports/connections/connections'
import type { Marks } from '@/lib/server/ports/connections/marks'
import type { Conversations } from '@/lib/server/ports/conversations/conversations'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { AvoidedPeople } from '@/lib/server/services/matching/avoided-people'

interface Deps {
  readonly conversations: Pick<Conversations, 'find'>
  readonly accounts: Pick<Accounts, 'byId'>
  readonly connections: Pick<Connections, 'isHere'>
  readonly avoidedPeople: Pick<AvoidedPeople, 'inConversations'>
  readonly departures: Marks
  readonly clock: Clock
  readonly bus: Bus
}

/**
 * Who looks at which conversation: announced for a person's first connection that does, and when the last one has stopped. A
 * connection that is lost is announced only when nobody of theirs is back within three seconds. One person's arrivals are half a
 * second apart, and in a conversation of many nothing of this is announced.
 */
export function createViewers(deps: Deps) {
  const { conversations, accounts, connections, avoidedPeople, departures, clock, bus } = deps
  /** What people left by saying so, until their connection has declared it. */
  const leaving = new Set<string>()
  /** Departures of this process that have yet to be announced. */
  const pending = new Map<string, () => void>()
  /** Whose arrival was announced within STARTS_APART_MS; true: they came once more, which is still to be announced. */
  const arrived = new Map<string, boolean>()

  const keyOf = (whom: UserId | ConnectionId, id: ConversationId) => `left ${whom} ${id}`

  async function announce(user: UserId, id: ConversationId, left?: 'leave' | 'disconnect'): Promise<void> {
    const [found, account] = await Promise.all([conversations.find(id, user), accounts.byId(user)])
    if (!found || !account || isCrowded(found.memberCount)) return
    const { displayName, role } = account
    const hiddenFrom = [user, ...(await avoidedPeople.inConversations(user))]
    const person = { user, displayName }
    const about = { conversation: found.conversation, person, role, hiddenFrom, at: clock.now() }
    await bus.publish(
      left === undefined
        ? { type: 'conversation.viewer-joined', ...about, ...toMembers(found.conversation) }
        : { type: 'conversation.viewer-left', reason: left, ...about, ...toMembers(found.conversation) },
    )
  }

  /** At once, or as soon as their last arrival is STARTS_APART_MS ago. */
  async function arrive(user: UserId, id: ConversationId): Promise<void> {
    const key = keyOf(user, id)
    if (arrived.has(key)) return void arrived.set(key, true)
    arrived.set(key, false)
    clock.after(STARTS_APART_MS, async () => {
      const isHeld = arrived.get(key)
      arrived.delete(key)
      if (isHeld) await arrive(user, id)
    })
    await announce(user, id)
  }

  async function announceLost(user: UserId, id: ConversationId, capability: Capability): Promise<void> {
    pending.delete(keyOf(user, id))
    if (await connections.isHere(user, capability)) return
    // Came back meanwhile, and went again: that departure is announced in its own time.
    if (await departures.has(keyOf(user, id), clock.now())) return
    await announce(user, id, 'disconnect')
  }

  bus.on('connection.opened', async ({ user, capability, first }) => {
    const id = conversationViewed(capability)
    if (id === undefined || !first) return
    pending.get(keyOf(user, id))?.()
    if (pending.delete(keyOf(user, id))) return
    if (!(await departures.has(keyOf(user, id), clock.now()))) await arrive(user, id)
  })

  bus.on('connection.closed', async ({ user, connection, capability, last }) => {
    const id = conversationViewed(capability)
    if (id === undefined) return
    const said = leaving.delete(keyOf(connection, id))
    if (!last) return
    // Nobody was sent that they came.
    if (arrived.get(keyOf(user, id))) return void arrived.set(keyOf(user, id), false)
    if (said) return announce(user, id, 'leave')
    await departures.set(keyOf(user, id), clock.now())
    pending.get(keyOf(user, id))?.()
    const goOn = () => announceLost(user, id, capability)
    pending.set(keyOf(user, id), clock.after(RETURN_WITHIN_MS, goOn))
  })

  return {
    /** The connection stops looking because its person says so, not because it is lost. */
    leave(connection: ConnectionId, id: ConversationId): void {
      leaving.add(keyOf(connection, id))
    },
  }
}

/** Undefined: it is another capability, or stands for a waiting room or a call. */
function conversationViewed(capability: Capability): ConversationId | undefined {
  const viewed = viewedBy(capability)
  const isOther =
    viewed === undefined || callOfLine(viewed) !== undefined || visitOfWaitingRoom(viewed) !== undefined
  return isOther ? undefined : viewed
}
