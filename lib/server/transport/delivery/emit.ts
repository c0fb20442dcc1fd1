import { acceptedEmission } from '@/lib/domain/emitted'
import { readName } from '@/lib/domain/conversations/names'
import { DEFAULT_TENANT, type TenantId } from '@/lib/domain/ids'
import { toConversation, toEverybody, toHolders, type Topic, toUser } from '@/lib/domain/topics'
import type { FanOut } from '@/lib/server/ports/connections/fan-out'
import type { Conversations } from '@/lib/server/ports/conversations/conversations'
import type { Runtime } from '@/lib/server/runtime-slot'

interface Deps {
  readonly fanOut: Pick<FanOut, 'publish'>
  readonly conversations: Pick<Conversations, 'named'>
  readonly onError: (error: unknown) => void
}

const NOTIFICATIONS = 'notifications:'

/** What other code of the server sends to telehealth's connections, on whichever process they are. */
export function createEmit({ fanOut, conversations, onError }: Deps): Runtime['emit'] {
  function publish(to: Topic, event: string, data: unknown): void {
    const frame = { contracts: ['telehealth'], namespace: '/', event, data }
    fanOut.publish(to, { kind: 'frames', frames: [frame] })
  }

  async function topicOf(room: string, tenant: TenantId): Promise<Topic | undefined> {
    if (room.startsWith(NOTIFICATIONS)) return toUser(room.slice(NOTIFICATIONS.length))
    const conversation = await conversations.named(tenant, readName(tenant, room))
    return conversation && toConversation(conversation.id)
  }

  return {
    toUser: (userId, event, data) =>
      publish(toUser(name('userId', userId)), event, acceptedEmission(event, data)),

    toRoom(room, event, data, tenantId = DEFAULT_TENANT) {
      const payload = acceptedEmission(event, data)
      topicOf(name('room', room), tenantId)
        .then((to) => to && publish(to, event, payload))
        .catch(onError)
    },

    toAll: (event, data, tenantId) =>
      publish(
        tenantId === undefined ? toEverybody : toHolders(tenantId, 'chat.access'),
        event,
        acceptedEmission(event, data),
      ),
  }
}

/** @throws TypeError when it is none */
function name(field: string, given: string): string {
  if (typeof given !== 'string' || given.trim() === '' || given.length > 500)
    throw new TypeError(`${field} is a text of 1 to 500 characters`)
  return given
}
