'use client'

import { useStore } from 'zustand'

import { CallBackAgent } from '@/components/chat/call-back-agent'
import { OngoingLine, type OngoingState } from '@/components/ongoing/ongoing-line'
import type { AppParts } from '@/lib/client/app/app-parts'
import { useSecondsLeft } from '@/lib/client/browser/use-seconds-left'
import type { Chat } from '@/lib/client/chat/chat-state'
import { unreadIn } from '@/lib/client/chat/reading'

/** The line as the app's chat knows it, and the call back for people who look at something else altogether. */
export function LiveOngoing({ parts }: { parts: AppParts }) {
  const { state, actions } = parts.chat
  const chat = useStore(state, (data) => data.chat)
  const unread = useStore(state, unreadIn)
  const secondsLeft = useSecondsLeft(deadlineOf(chat))
  const shown = toState(chat, secondsLeft, unread)
  return (
    <>
      <CallBackAgent chat={state} />
      {shown && <OngoingLine state={shown} {...(shown.kind === 'ended' && { onDismiss: actions.rest })} />}
    </>
  )
}

/** Until when one of the two may come back. */
function deadlineOf(chat: Chat): number | undefined {
  if (chat.phase !== 'chatting') return undefined
  return chat.keptUntil ?? (chat.partner.kind === 'gone' ? chat.partner.until : undefined)
}

function toState(chat: Chat, secondsLeft: number, unread: number): OngoingState | undefined {
  switch (chat.phase) {
    case 'opening':
      return { kind: 'here' }
    case 'chatting':
      if (chat.keptUntil !== undefined) return { kind: 'kept', secondsLeft, unread }
      return chat.partner.kind === 'gone' ? { kind: 'gone', secondsLeft, unread } : { kind: 'here', unread }
    case 'ended':
      return { kind: 'ended' }
    case 'idle':
    case 'looking':
      return undefined
  }
}
