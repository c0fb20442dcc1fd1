import { MAX_CONVERSATION_TEXT } from '@/lib/domain/conversations/message'
import { hasVisible } from '@/lib/domain/visible-text'
import type { Pending } from './pending'
import { createPump } from './pump'
import { goingFiles } from './thread-files'
import type { ThreadContext } from './thread-state'
import type { Message } from './wire'

/** Sends one's own messages of the thread that is open. */
export function createThreadSending(context: ThreadContext, onKept: (message: Message) => void) {
  const { clock, ids, outbox, persistence, data, set, conversationId, roomId } = context

  const update = (how: (pending: readonly Pending[]) => readonly Pending[]) =>
    set({ pending: outbox.change({ conversationId, roomId }, how) })
  const forget = (id: string) => update((all) => all.filter(({ clientMessageId }) => clientMessageId !== id))
  const { pump, stop } = createPump({ ...context, pending: () => data().pending, update, onKept })

  return {
    pump,
    stop,
    /** @returns false where there is nothing to send, or too much */
    send(): boolean {
      const { draft, replyTo } = data()
      const text = draft.trim()
      const going = goingFiles(data().files)
      const files = going.flatMap(({ fileId, name }) => (fileId === undefined ? [] : { fileId, name }))
      const isComplete = files.length === going.length
      if (!isComplete || text.length > MAX_CONVERSATION_TEXT) return false
      if (!hasVisible(text) && files.length === 0) return false
      persistence.keepDraft('')
      set({ draft: '', replyTo: undefined, files: data().files.filter((one) => !going.includes(one)) })
      const written = { clientMessageId: ids(), text, replyTo: replyTo?.id ?? null, files, at: clock.now() }
      update((all) => [...all, written])
      pump()
      return true
    },
    resend(id: string): void {
      update((all) =>
        all.map(({ failure, ...one }) =>
          one.clientMessageId === id || failure === undefined ? one : { ...one, failure },
        ),
      )
      pump()
    },
    discard: forget,
    /** The server has one of them, whatever became of its answer. */
    settled({ clientMessageId }: Message): void {
      if (data().pending.some((one) => one.clientMessageId === clientMessageId)) forget(clientMessageId ?? '')
    },
    /** Another tab has sent, written or given up something. */
    reread: () => set({ pending: outbox.of(conversationId) }),
  }
}
