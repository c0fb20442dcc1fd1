import type { CallId, ConversationId } from '../ids'

const LINE = 'call-line:'

/** The connection by which somebody is in a call declares it as one that looks at a conversation does, by a name that none has. */
export const lineOf = (id: CallId): ConversationId => `${LINE}${id}`

/** The call whose line it is; undefined: it is a conversation. */
export const callOfLine = (viewed: ConversationId): CallId | undefined =>
  viewed.startsWith(LINE) ? viewed.slice(LINE.length) : undefined
