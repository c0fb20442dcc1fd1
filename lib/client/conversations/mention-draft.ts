import { MENTION_BOUNDS } from '@/lib/domain/conversations/mentions'

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
