import { useMemo, useState, type KeyboardEvent, type RefObject } from 'react'
import { useStore } from 'zustand'

import { useConversations } from '@/components/messages/conversations-provider'
import { MENTION_LIST, optionId } from '@/components/messages/mention-list'
import { useOpenThread, useThread, useThreadActions } from '@/components/messages/thread-context'
import { pressedKey } from '@/lib/client/browser/key-press'
import { authorsOf, nameDraftIn, withName } from '@/lib/client/conversations/mention-draft'
import { type OfferedName, useMentionNames } from '@/lib/client/conversations/use-mention-names'

/** Completes names of members behind an `@` in the field. */
export function useMentionCompletion(field: RefObject<HTMLTextAreaElement | null>) {
  const { listed } = useOpenThread()
  const known = useAuthors()
  const draft = useThread((data) => data.draft)
  const { type } = useThreadActions()
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  /** Where an `@` stands that is to be left alone. */
  const [dropped, setDropped] = useState<number>()
  const begun = nameDraftIn(draft, Math.min(caret, draft.length))
  const name = begun && begun.at !== dropped ? begun : undefined
  const names = useMentionNames(listed.conversationId, name?.text, known)
  const at = Math.min(chosen, names.length - 1)

  const choose = ({ name: whole }: OfferedName) => {
    if (!name) return
    const put = withName(draft, name, whole)
    type(put.draft)
    setDropped(name.at)
    setCaret(put.caret)
    // Once the field has the text.
    requestAnimationFrame(() => {
      field.current?.focus({ preventScroll: true })
      field.current?.setSelectionRange(put.caret, put.caret)
    })
  }
  return {
    names,
    chosen: at,
    choose,
    /** Follows the caret. */
    follow(): void {
      const position = field.current?.selectionStart ?? 0
      setCaret(position)
      setChosen(0)
      const now = nameDraftIn(field.current?.value ?? '', position)
      if (now?.at !== dropped) setDropped(undefined)
    },
    /** @returns whether the key was for the list */
    handleKey(event: KeyboardEvent): boolean {
      const key = pressedKey(event)
      const one = names[at]
      if (!one) return false
      if (key === 'ArrowDown' || key === 'ArrowUp')
        setChosen((at + (key === 'ArrowDown' ? 1 : names.length - 1)) % names.length)
      else if ((key === 'Enter' || key === 'Tab') && !event.shiftKey) choose(one)
      else if (key === 'Escape') setDropped(name?.at)
      else return false
      event.preventDefault()
      return true
    },
    /** For the field: the list is its, though the focus is not in it. */
    describing:
      names.length > 0 ? { 'aria-controls': MENTION_LIST, 'aria-activedescendant': optionId(at) } : {},
  }
}

/** Who has written what is at hand, without those whom one has blocked. */
function useAuthors() {
  const { store } = useConversations()
  const messages = useThread(({ window }) => window.messages)
  const blocked = useStore(store.blocked.store)
  return useMemo(
    () => authorsOf(messages, new Set([store.account, ...blocked])),
    [messages, store.account, blocked],
  )
}
