'use client'

import { useChatActions, useChatState } from '@/components/chat/chat-provider'
import { replyTo } from '@/lib/client/chat/compose/quote'

/** Begins a reply to the message of this key: a line of it stands in the field, before what one has typed. */
export function useReply(): (key: string) => void {
  const state = useChatState()
  const { type } = useChatActions()
  return (key) => {
    const { chat, draft } = state.getState()
    if (chat.phase !== 'chatting') return
    const message = chat.messages.find((one) => one.key === key)
    if (message?.type !== 'text') return
    type(replyTo(message.content, draft))
    document.querySelector<HTMLElement>('textarea:read-write')?.focus({ preventScroll: true })
  }
}
