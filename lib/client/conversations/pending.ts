import type { Millis } from '@/lib/domain/ids'

/** Why a message was not sent: there was no answer, or one that says no. */
export type SendFailure = 'not-answered' | 'refused' | 'not-allowed'

/** One's own message on its way. */
export interface Pending {
  readonly clientMessageId: string
  readonly text: string
  readonly replyTo: string | null
  /** Uploaded files that go with it, at most as many as a message may have. */
  readonly files: readonly { readonly fileId: string; readonly name: string }[]
  readonly at: Millis
  /** Undefined: it waits its turn, or for the connection. */
  readonly failure?: SendFailure
}
