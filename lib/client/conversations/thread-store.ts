import { createStore, type StoreApi } from 'zustand/vanilla'
import type { BrowserStores } from '@/lib/client/browser/key-value-store'
import type { Result } from '@/lib/client/api'
import type { Clock } from '@/lib/client/clock'
import type { Attention } from './attention'
import { NO_MESSAGES, withChange } from './message-window'
import type { Outbox } from './outbox'
import { createThreadFiles, stoppedFile, type Upload } from './thread-files'
import { createThreadLoading } from './thread-loading'
import { createThreadPersistence } from './thread-persistence'
import { createThreadReading } from './thread-reading'
import { createThreadReceipts } from './thread-receipts'
import { createThreadSending } from './thread-sending'
import type { ThreadContext, ThreadData } from './thread-state'
import { createThreadTyping } from './thread-typing'
import { createUploadNotes } from './upload-notes'
import type { Found, Listed, Message, TelehealthReceived, TelehealthSocket } from './wire'

export interface ThreadDeps {
  readonly account: string
  readonly socket: TelehealthSocket
  readonly clock: Clock
  readonly storage: BrowserStores
  readonly outbox: Outbox
  readonly ids: () => string
  readonly attention: Attention
  readonly upload: Upload
  readonly rest: {
    readonly nextMention: (conversationId: string, after: number) => Promise<Result<{ messages: Found[] }>>
  }
  /** Gives an upload up that was not completed. */
  readonly giveUp: (uploadId: string) => void
}

/** What one conversation's screen is opened with. */
type Opened = Pick<Listed, 'conversationId' | 'roomId' | 'kind' | 'unread' | 'readSeq'>

/** What the list has to know of an open conversation. */
interface ListNews {
  /** How far one has read now. */
  readonly onRead: (seq: number) => void
  /** One has changed a message; empty text: deleted. */
  readonly onText: (messageId: string, text: string) => void
}

/** One open conversation: its messages, one's own on their way, the draft, and who types. */
export function createThread(deps: ThreadDeps, opened: Opened, news: ListNews) {
  const { attention, socket } = deps
  const { conversationId, roomId, unread, readSeq } = opened
  let isClosed = false
  const persistence = createThreadPersistence(deps.storage.local, deps.account, conversationId)
  const notes = createUploadNotes(deps.storage.local, deps.account, deps.clock.now)
  const state: StoreApi<ThreadData> = createStore<ThreadData>(() => ({
    phase: 'opening',
    window: NO_MESSAGES,
    pending: deps.outbox.of(conversationId),
    draft: persistence.draft(),
    files: notes.of(conversationId).map(stoppedFile),
    replyTo: undefined,
    editing: undefined,
    unreadAfter: unread > 0 ? readSeq : undefined,
    readSeq,
    typing: [],
    loading: undefined,
    target: undefined,
    problem: undefined,
  }))
  const context: ThreadContext = {
    ...deps,
    nextMention: async (after) => {
      const answer = await deps.rest.nextMention(conversationId, after)
      return answer.ok ? answer.data.messages[0]?.seq : 'failed'
    },
    conversationId,
    roomId,
    persistence,
    state,
    data: state.getState,
    set: (change) => {
      if (!isClosed) state.setState(change)
    },
    isOpen: () => !isClosed,
  }
  const loading = createThreadLoading(context)
  const typing = createThreadTyping(context)
  const reading = createThreadReading(context, attention, news.onRead)
  const receipts = createThreadReceipts(context, opened.kind)
  const files = createThreadFiles(context, { ...deps, notes })
  const sending = createThreadSending(context, (message) => void loading.received(message))

  async function enter(): Promise<void> {
    if (isClosed) return
    await loading.enter()
    sending.pump()
    reading.again()
  }

  return {
    state,
    roomId,
    actions: {
      ...drafting(context, { typing, sending, loading }),
      ...changing(context, news.onText),
      ...loading,
      retry: enter,
      attach: files.attach,
      detach: files.detach,
      uploadAgain: files.again,
      seen: reading.seen,
      resend: sending.resend,
      discard: sending.discard,
    },
    /** What the server publishes of this room. */
    events: {
      received(message: Message): void {
        sending.settled(message)
        typing.stopped(message.senderId)
        void loading.received(message)
      },
      edited(event: TelehealthReceived['message:edited']): void {
        const { messageId, message, editedAt, mentions, mentionsEveryone = false } = event
        const edit = (one: Message) => ({ ...one, message, editedAt, mentions, mentionsEveryone })
        context.set({ window: withChange(context.data().window, messageId, edit) })
      },
      deleted({ messageId, deletedAt }: TelehealthReceived['message:deleted']): void {
        context.set({
          window: withChange(context.data().window, messageId, (one) => deletedOf(one, deletedAt)),
        })
      },
      status: receipts.received,
      typing: (user: string, isTyping: boolean) => (isTyping ? typing.started : typing.stopped)(user),
      /** Another tab has changed what waits to be sent. */
      reread: sending.reread,
      /** The connection is back, or there for the first time. */
      online: () => {
        receipts.online()
        void enter()
      },
    },
    close(): void {
      typing.stop()
      reading.stop()
      receipts.stop()
      sending.stop()
      files.stop()
      socket.emit('room:leave', { roomId })
      isClosed = true
    },
  }
}

export type Thread = ReturnType<typeof createThread>

/** The field in which one writes. */
function drafting(
  { data, set, persistence }: ThreadContext,
  parts: {
    readonly typing: ReturnType<typeof createThreadTyping>
    readonly sending: ReturnType<typeof createThreadSending>
    readonly loading: ReturnType<typeof createThreadLoading>
  },
) {
  return {
    type(draft: string): void {
      set({ draft })
      if (data().editing) return
      persistence.keepDraft(draft)
      parts.typing.keystroke(draft.trim() === '')
    },
    send(): boolean {
      const isSent = parts.sending.send()
      if (!isSent) return false
      parts.typing.sent()
      set({ unreadAfter: undefined })
      void parts.loading.toNewest()
      return true
    },
    reply: (replyTo: Message | undefined) => set({ replyTo }),
    /** The field holds a message of one's own to change it; what stood there comes back afterwards. */
    edit(editing: Message | undefined): void {
      set({ editing, replyTo: undefined, draft: editing ? editing.message : persistence.draft() })
    },
    dismiss: () => set({ problem: undefined, target: undefined }),
  }
}

/** Changing what one has sent. */
function changing({ socket, data, set, persistence }: ThreadContext, onText: ListNews['onText']) {
  return {
    async saveEdit(): Promise<void> {
      const { editing, draft } = data()
      const text = draft.trim()
      if (!editing || text === '') return
      if (text !== editing.message) {
        const answer = await socket.request('message:edit', { messageId: editing.id, message: text })
        if (!answer?.success) return set({ problem: 'edit' })
        const { message, editedAt } = answer.message
        const edit = (one: Message) => ({ ...one, message, ...(editedAt !== undefined && { editedAt }) })
        set({ window: withChange(data().window, editing.id, edit) })
        onText(editing.id, message)
      }
      set({ editing: undefined, problem: undefined, draft: persistence.draft() })
    },
    async remove(message: Message): Promise<void> {
      const answer = await socket.request('message:delete', { messageId: message.id })
      if (!answer?.success) return set({ problem: 'delete' })
      const now = new Date().toISOString()
      set({
        problem: undefined,
        window: withChange(data().window, message.id, (one) => deletedOf(one, now)),
      })
      onText(message.id, '')
    },
  }
}

const deletedOf = (message: Message, deletedAt: string): Message => ({
  ...message,
  message: '',
  attachments: [],
  metadata: {},
  deletedAt,
})
