import type { Looks } from './chat-state'
import type { LoggedMessage } from './transcript'
import type { Millis } from '@/lib/domain/ids'
import type { ChatType } from '@/lib/domain/sessions'

/** A partner was found. */
export interface Found {
  readonly roomId: string
  readonly partnerId: string
  readonly sharedInterests: readonly string[] | undefined
  readonly chatType: ChatType
  readonly since: Millis
  readonly isInitiator: boolean
  /** Of sound, kbps. */
  readonly maxBitrate: number
  readonly isRevealed: boolean
  /** Of both sides' messages; absent: the usual ones. */
  readonly looks?: Looks | undefined
}

/** A session is gone on with. */
export interface Resumed extends Found {
  readonly messages: readonly LoggedMessage[]
  /** Null while the partner is connected. */
  readonly partnerSecondsLeft: number | null
}
