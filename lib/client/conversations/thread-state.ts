import type { StoreApi } from 'zustand/vanilla'
import type { Clock } from '@/lib/client/clock'
import type { MessageWindow } from './message-window'
import type { Outbox } from './outbox'
import type { Pending } from './pending'
import type { ThreadPersistence } from './thread-persistence'
import type { Message, TelehealthSocket } from './wire'

/** A file on its way into one's next message. */
export interface DraftFile {
  readonly key: string
  readonly name: string
  /** How much has left, from 0 to 1. */
  readonly share: number
  /** `too-large`, `refused`, `unsupported`, `heic`: trying again would not help. `stopped`: before the page was opened; it goes on with the same file. */
  readonly failure?: 'too-large' | 'refused' | 'unsupported' | 'heic' | 'offline' | 'stopped'
  /** Uploaded. */
  readonly fileId?: string
}

/** What one thread shows. */
export interface ThreadData {
  /** `absent`: there is no such conversation, or it is not one's own. `failed`: nothing came; one can ask again. */
  readonly phase: 'opening' | 'ready' | 'failed' | 'absent'
  readonly window: MessageWindow
  readonly pending: readonly Pending[]
  readonly draft: string
  /** Files that go with the draft. */
  readonly files: readonly DraftFile[]
  readonly replyTo: Message | undefined
  /** One's own message that the field holds to change it. */
  readonly editing: Message | undefined
  /** How far one had read when the thread was opened; undefined: nothing was unread. */
  readonly unreadAfter: number | undefined
  /** How far one has read. */
  readonly readSeq: number
  /** Who types, by their ids. */
  readonly typing: readonly string[]
  /** What is being loaded at an end of the window. */
  readonly loading: 'older' | 'newer' | undefined
  /** A message that the log is to show: found by a search, or replied to. */
  readonly target: { readonly seq: number } | undefined
  /** What could not be done. */
  readonly problem: 'edit' | 'delete' | 'load' | undefined
}

/** What the parts of a thread share. */
export interface ThreadContext {
  readonly account: string
  readonly roomId: string
  readonly conversationId: string
  /** The next message that mentions one after a sequence number; undefined: there is none, `failed`: nothing came. */
  readonly nextMention: (after: number) => Promise<number | 'failed' | undefined>
  readonly socket: TelehealthSocket
  readonly clock: Clock
  readonly ids: () => string
  readonly persistence: ThreadPersistence
  readonly outbox: Outbox
  readonly state: StoreApi<ThreadData>
  readonly data: () => ThreadData
  readonly set: (change: Partial<ThreadData>) => void
  /** A thread that was closed changes nothing any more. */
  readonly isOpen: () => boolean
}
