import { createStore } from 'zustand/vanilla'
import type { Result } from '@/lib/client/api'
import { createSoon, TOGETHER_MS } from '@/lib/client/soon'
import { createBlockedPeople } from './blocked-people'
import {
  type ListData,
  withLastText,
  withMessage,
  withoutBlocked,
  withPresence,
  withRead,
} from './list-state'
import { mentionsMe } from './mentions-me'
import { createOutbox, outboxKey } from './outbox'
import { createOwnStatus } from './own-status'
import { createThread, type Thread, type ThreadDeps } from './thread-store'
import { createUnattendedSending } from './unattended-sending'
import type { Millis } from '@/lib/domain/ids'
import type { Listed, Message } from './wire'

interface Deps extends Omit<ThreadDeps, 'outbox'> {
  /** Calls back when another tab has changed what waits to be sent. */
  readonly onOutboxChange: (key: string, listener: () => void) => void
  readonly rest: ThreadDeps['rest'] & {
    readonly list: () => Promise<Result<{ conversations: Listed[] }>>
    readonly blocks: Parameters<typeof createBlockedPeople>[0]
  }
}

/** Who acts while the page is only just connecting is not refused at once. */
const CONNECTED_WITHIN_MS: Millis = 5_000
/** Conversations with something unread that are told at once that it has arrived. */
const TOLD_AT_ONCE = 30

/** One's conversations on the app's connection: the list, and the threads that are open. */
export function createConversations(deps: Deps) {
  const { account, socket, clock, rest } = deps
  const outbox = createOutbox(deps.storage.local, account, clock.now())
  const list = createStore<ListData>(() => ({ phase: 'loading', items: [] }))
  const threads = new Set<Thread>()
  const delivered = createDelivered(deps)
  const untilOnline = createUntilOnline(deps)
  const ownStatus = createOwnStatus(socket, account)
  const blocked = createBlockedPeople(rest.blocks)
  let turn = 0

  async function load(): Promise<void> {
    const mine = (turn += 1)
    void blocked.load()
    const answer = await rest.list()
    if (mine !== turn) return
    if (!answer.ok) return list.setState(({ phase }) => ({ phase: phase === 'ready' ? phase : 'failed' }))
    const items = withoutBlocked(answer.data.conversations, blocked.store.getState())
    list.setState({ phase: 'ready', items })
    for (const { roomId, lastMessage } of items.filter(({ unread }) => unread > 0).slice(0, TOLD_AT_ONCE))
      if (lastMessage) delivered.arrived(roomId, lastMessage.messageId)
  }
  const loadSoon = createSoon(() => void load(), TOGETHER_MS, clock)
  const change = (how: (items: readonly Listed[]) => readonly Listed[]) =>
    list.setState(({ items }) => ({ items: how(items) }))
  blocked.store.subscribe((people) => change((items) => withoutBlocked(items, people)))
  const inRoom = (roomId: string) => [...threads].filter((thread) => thread.roomId === roomId)

  function receive(message: Message): void {
    const items = withMessage(list.getState().items, message, account, blocked.store.getState())
    if (items) list.setState({ items })
    else loadSoon.call()
    if (message.senderId !== account) delivered.arrived(message.roomId, message.id)
    for (const { events } of inRoom(message.roomId)) events.received(message)
  }
  const unattended = createUnattendedSending({
    socket,
    clock,
    outbox,
    isAttended: (roomId) => inRoom(roomId).length > 0,
    onKept: receive,
  })
  // A thread that is being opened sends for itself.
  const sendSoon = createSoon(unattended.pump, TOGETHER_MS, clock)
  deps.onOutboxChange(outboxKey(account), () => {
    for (const { events } of threads) events.reread()
  })
  socket.on('message:new', receive)
  socket.on('message:sent', receive)
  socket.on('message:edited', (event) => {
    change((items) => withLastText(items, event.messageId, event.message))
    for (const { events } of inRoom(event.roomId)) events.edited(event)
  })
  socket.on('message:deleted', (event) => {
    change((items) => withLastText(items, event.messageId, ''))
    for (const { events } of inRoom(event.roomId)) events.deleted(event)
  })
  socket.on('message:status', (event) => {
    for (const { events } of inRoom(event.roomId)) events.status(event)
  })
  socket.on('typing:start', ({ roomId, userId }) => {
    for (const { events } of inRoom(roomId)) events.typing(userId, true)
  })
  socket.on('typing:stop', ({ roomId, userId }) => {
    for (const { events } of inRoom(roomId)) events.typing(userId, false)
  })
  socket.on('presence:changed', (event) => change((items) => withPresence(items, event)))
  for (const change of ['room:membersChanged', 'room:updated', 'room:deleted'] as const)
    socket.on(change, loadSoon.call)
  socket.onOnlineChange((isOnline) => {
    if (!isOnline) return
    void load()
    for (const { events } of threads) events.online()
    sendSoon.call()
  })
  if (socket.isOnline()) sendSoon.call()

  return {
    account,
    list,
    ownStatus,
    blocked,
    load,
    /** Opens a conversation of the list, until it is closed. */
    open(listed: Listed): Thread {
      const { conversationId } = listed
      const thread: Thread = createThread({ ...deps, outbox }, listed, {
        onRead(readSeq) {
          const { messages } = thread.state.getState().window
          const left = messages.filter(({ seq, senderId }) => seq > readSeq && senderId !== account)
          const mentions = left.filter((one) => mentionsMe(one, account, blocked.store.getState())).length
          change((items) => withRead(items, conversationId, readSeq, { unread: left.length, mentions }))
        },
        onText: (messageId, text) => change((items) => withLastText(items, messageId, text)),
      })
      threads.add(thread)
      if (socket.isOnline()) thread.events.online()
      return thread
    },
    /**
     * Enters a conversation that is not in the list yet: becomes a member of an open channel, or begins a conversation with a person.
     *
     * @param room - a conversation's id or a room's name
     * @returns its id; `offline` or `refused` where that did not work
     */
    async enter(room: string): Promise<{ readonly conversationId: string } | 'offline' | 'refused'> {
      if (!(await untilOnline())) return 'offline'
      const answer = await socket.request('room:join', { roomId: room })
      if (!answer) return 'offline'
      if (!answer.success) return 'refused'
      await load()
      return { conversationId: answer.conversationId }
    },
    close(thread: Thread): void {
      threads.delete(thread)
      thread.close()
      // What still waits there goes on without it.
      sendSoon.call()
    },
  }
}

export type ConversationsStore = ReturnType<typeof createConversations>

/** Waits for the connection a little. @returns whether it is there */
function createUntilOnline({ socket, clock }: Pick<Deps, 'socket' | 'clock'>): () => Promise<boolean> {
  const waiting = new Set<(isOnline: boolean) => void>()
  socket.onOnlineChange((isOnline) => {
    if (isOnline) for (const settle of waiting) settle(true)
  })
  return async () => {
    if (socket.isOnline()) return true
    const { promise, resolve } = Promise.withResolvers<boolean>()
    waiting.add(resolve)
    const drop = clock.later(CONNECTED_WITHIN_MS, () => resolve(false))
    const isOnline = await promise
    waiting.delete(resolve)
    drop()
    return isOnline
  }
}

/** Tells the server what has arrived on this device, at most twice a second for all of it. */
function createDelivered({ socket, clock }: Pick<Deps, 'socket' | 'clock'>) {
  const newest = new Map<string, string>()
  const tell = createSoon(
    () => {
      for (const [roomId, messageId] of newest) socket.emit('message:delivered', { roomId, messageId })
      newest.clear()
    },
    TOGETHER_MS,
    clock,
  )
  return {
    arrived(roomId: string, messageId: string): void {
      newest.set(roomId, messageId)
      tell.call()
    },
  }
}
