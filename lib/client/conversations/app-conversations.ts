import type { AppParts } from '@/lib/client/app/app-parts'
import { browserStores, followKey } from '@/lib/client/browser/key-value-store'
import { browserClock } from '@/lib/client/clock'
import { randomId } from '@/lib/client/random-id'
import { browserAttention } from './attention'
import { type ConversationsStore, createConversations } from './conversations'
import { conversationsRest } from './conversations-rest'
import { uploadFile } from './upload'

const stores = new WeakMap<AppParts, ConversationsStore>()

/** The conversations of the app's connection, made when a page first asks for them; from then on they follow it. */
export function conversationsOf(parts: AppParts): ConversationsStore {
  const made = stores.get(parts)
  if (made) return made
  const store = createConversations({
    account: parts.account,
    socket: parts.socket.telehealth,
    clock: browserClock,
    storage: browserStores(),
    ids: randomId,
    attention: browserAttention,
    upload: uploadFile,
    giveUp: (id) => void conversationsRest.giveUpUpload(id),
    onOutboxChange: followKey,
    rest: conversationsRest,
  })
  stores.set(parts, store)
  void store.load()
  return store
}
