/** A message as a client receives it. */
export interface ReceivedMessage {
  readonly seq: number
  readonly messageId: string
  readonly content: string
  /** One's own account, or the partner's id of the session. */
  readonly author: string
}

/** What a client of a random session is sent, whatever the words. `session` is the session's id in every dialect. */
export type SessionNews =
  /** `partner` is the id by which this session names them. */
  | { readonly kind: 'found'; readonly session: string; readonly partner: string }
  | { readonly kind: 'message'; readonly session: string; readonly message: ReceivedMessage }
  | { readonly kind: 'typing'; readonly isTyping: boolean }
  | { readonly kind: 'ended'; readonly session: string; readonly reason: string }
  | { readonly kind: 'resumed'; readonly session: string; readonly messages: readonly ReceivedMessage[] }
  | { readonly kind: 'resume-failed'; readonly reason: string }
  | { readonly kind: 'partner-disconnected' | 'partner-returned' }

/** An event to emit, with its payload. */
export type Request = readonly [event: string, payload: object]

export type Fields = Readonly<Record<string, unknown>>

/** How a client of the random session speaks: data alone, whatever socket carries it. @see spec/omegoo.md */
export interface Dialect {
  readonly name: 'text' | 'generic'
  readonly join: Request
  /** The event that says that a partner is found. */
  readonly found: string
  /** What comes in, by event; an event that is not named here says nothing about a session. */
  readonly reads: Readonly<Record<string, (data: Fields) => SessionNews>>
  /** With `{lastSeq}`; undefined: being connected again is enough. */
  readonly resume: string | undefined
  /** Whether an author's own messages come back as events. */
  readonly echoes: boolean
  /** Undefined: the dialect has no word for it. */
  readonly typing: ((isTyping: boolean) => Request) | undefined
  send(session: string, content: string, clientMessageId?: string): Request
  leave(session: string): Request
}
