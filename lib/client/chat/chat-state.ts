import type { MessageLook } from '@/lib/domain/payments/goods'
import type { Millis } from '@/lib/domain/ids'
import type { ChatType } from '@/lib/domain/sessions'
import type { Touch } from './touch'

/** Longest message, in UTF-16 units after trimming. @see spec/omegoo.md "Ultra-Fast Text Chat System" */
export const MESSAGE_LENGTH = 1_000
export const INTERESTS_MAX = 5
export const INTEREST_LENGTH = 30

/** Interests differ by more than case and the spaces around them. */
export const isSameInterest = (one: string, other: string): boolean =>
  one.trim().toLocaleLowerCase() === other.trim().toLocaleLowerCase()

/** Why a message was not sent. All but `not-allowed` may be offered again. */
export type Failure = 'not-answered' | 'refused' | 'not-allowed'

/** Of both sides' messages; null: the usual one. */
export interface Looks {
  readonly own: MessageLook | null
  readonly partner: MessageLook | null
}

export type MessageState =
  | { readonly kind: 'sending' }
  /** The server has it. */
  | { readonly kind: 'sent' }
  /** It was written to a live connection of the partner. */
  | { readonly kind: 'delivered' }
  | { readonly kind: 'failed'; readonly reason: Failure }

export type MessageType = 'text' | 'image' | 'audio'

export interface ChatMessage {
  /** Never changes while the message is shown. */
  readonly key: string
  readonly mine: boolean
  readonly type: MessageType
  /** Text, or base64 with or without the head of a data URL. */
  readonly content: string
  /** The partner's words are against the rules: nothing of them is shown before one asks for it. */
  readonly flagged?: true
  readonly at: Millis
  /** Position in the session's log; absent until the server has it. */
  readonly seq?: number
  readonly messageId?: string
  readonly clientMessageId?: string
  readonly state: MessageState
}

export type Partner =
  | { readonly kind: 'here' }
  | { readonly kind: 'typing' }
  /** Lost the connection, and may come back until then. */
  | { readonly kind: 'gone'; readonly until: Millis }

export type EndReason =
  | 'you_left'
  | 'partner_left'
  | 'partner_disconnected'
  /** Sound or picture was lost for too long. */
  | 'connection_failed'
  | 'timeout'
  | 'violation'
  /** One was away for longer than the session is kept. */
  | 'lost'
  /** It ended in the moment of one's absence: the partner left, or the server could not keep it. */
  | 'meanwhile'

/** One of the two wants another kind of session. */
export type ModeWish =
  /** The partner has yet to answer. */
  | { readonly kind: 'asked'; readonly chatType: ChatType; readonly until: Millis }
  /** The partner asks. */
  | { readonly kind: 'wanted'; readonly chatType: ChatType; readonly until: Millis }
  /** The partner does not want it, did not answer, or cannot. */
  | {
      readonly kind: 'declined'
      readonly chatType: ChatType
      readonly reason: 'declined' | 'timeout' | 'unsupported'
    }

/** What one did about the partner; it outlives the session on the ended screen. */
export interface Deed {
  readonly reported: boolean
  readonly blocked: boolean
  /** A report that has not arrived; while there is one nothing of the conversation is shown. */
  readonly report?: PendingReport | undefined
}

export type PendingReport =
  /** It can be undone until then. */
  | { readonly kind: 'waiting'; readonly until: Millis }
  | { readonly kind: 'sending' }
  /** `gone`: the session ended too long ago. */
  | { readonly kind: 'failed'; readonly problem: 'too-many' | 'gone' | 'failed' }

export type Chat =
  /** Asking the server whether there is a session to go on with. */
  | { readonly phase: 'opening' }
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'looking'
      readonly chatType: ChatType
      readonly since: Millis
      /** The line cannot carry a picture: these are offered instead. */
      readonly suggest?: readonly ChatType[]
      /** Unknown until the server has answered. */
      readonly queue?: { readonly position: number; readonly estimateSeconds: number }
    }
  | {
      readonly phase: 'chatting'
      readonly chatType: ChatType
      readonly since: Millis
      /** Whether one's own client sends the first offer. */
      readonly isInitiator: boolean
      /** Of sound, kbps. */
      readonly maxBitrate: number
      /** Both want to be seen clearly. */
      readonly isRevealed: boolean
      readonly looks?: Looks | undefined
      readonly modeWish?: ModeWish | undefined
      readonly roomId: string
      readonly partnerId: string
      readonly partner: Partner
      readonly messages: readonly ChatMessage[]
      /** Interests that both named, in one's own wording; absent when one named none, or it is not known any more. */
      readonly shared?: readonly string[]
      /** Set while one's own connection is lost: until then the session is kept. */
      readonly keptUntil?: Millis
      /** When the session was resumed last. */
      readonly resumedAt?: Millis
      /** Nothing can be sent before. */
      readonly slowUntil?: Millis
      /** One's own words were against the rules. */
      readonly warned: boolean
      readonly deed: Deed
      readonly touch?: Touch | undefined
    }
  | {
      readonly phase: 'ended'
      readonly chatType: ChatType
      readonly since: Millis
      readonly roomId: string
      readonly partnerId: string
      readonly reason: EndReason
      readonly looks?: Looks | undefined
      readonly endedAt: Millis
      readonly messages: readonly ChatMessage[]
      readonly deed: Deed
      readonly touch?: Touch | undefined
    }

export type Chatting = Extract<Chat, { phase: 'chatting' }>

export const NO_DEED: Deed = { reported: false, blocked: false }

/** What was typed for a conversation that is over. It is offered to be copied and never to be sent. */
export interface DraftOffer {
  readonly text: string
  readonly until: Millis
}

/** What a screen reads. */
export interface ChatData {
  /** What one looks for; the page's. */
  readonly wish: ChatType
  readonly chat: Chat
  readonly draft: string
  readonly interests: readonly string[]
  /** What stands in the field for interests and is not among them yet. */
  readonly interestWord: string
  /** What was typed for the conversation before, while it can be copied. */
  readonly draftOffer?: DraftOffer | undefined
  /** The highest number of the running conversation that has been on a screen; 0: none. */
  readonly readUpTo: number
}
