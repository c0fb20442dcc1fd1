import { MENTION_BOUNDS } from '@/lib/domain/conversations/mentions'
import type { Message } from './wire'

/** A name that is being written. */
interface NameDraft {
  /** Where its `@` stands. */
  readonly at: number
  /** What follows the `@`, up to the caret. */
  readonly text: string
}

const BEGUN = /(?<![\p{L}\p{M}\p{N}_.@])@(?<text>[^\s@](?:[^\n@]*[^\n@ ])? ?|)$/u

/** The name that is being written before the caret; undefined: none is. */
export function nameDraftIn(draft: string, caret: number): NameDraft | undefined {
  const before = draft.slice(0, caret)
  const found = BEGUN.exec(before.slice(-MENTION_BOUNDS.name - 2))
  const text = found?.groups?.['text']
  return text === undefined ? undefined : { at: caret - text.length - 1, text }
}

/** Puts a whole name in place of one that was begun. @returns the draft, and where the caret stands then */
export function withName(
  draft: string,
  { at, text }: NameDraft,
  name: string,
): { readonly draft: string; readonly caret: number } {
  const rest = draft.slice(at + 1 + text.length)
  const put = `@${name}${/^[\s.,;:!?)]/.test(rest) ? '' : ' '}`
  return { draft: draft.slice(0, at) + put + rest, caret: at + put.length }
}

/** Who has written messages, each person once, the last ones first, as many as a list of names holds. */
export function authorsOf(
  messages: readonly Pick<Message, 'senderId' | 'senderName'>[],
  except: ReadonlySet<string>,
): readonly { readonly userId: string; readonly displayName: string }[] {
  const names = new Map<string, string>()
  for (const { senderId, senderName } of messages.toReversed()) {
    // An account that has gone has no id.
    if (senderId === '' || except.has(senderId) || names.has(senderId)) continue
    names.set(senderId, senderName)
    if (names.size === MENTION_BOUNDS.offered) break
  }
  return [...names].map(([userId, displayName]) => ({ userId, displayName }))
}
