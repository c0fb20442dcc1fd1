'use client'

import { Check, Copy, Reply } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { useChat } from '@/components/chat/chat-provider'
import { MessageTime } from '@/components/chat/message-time'
import { useReply } from '@/components/chat/use-reply'
import { copyText } from '@/lib/client/browser/copy-text'
import type { ChatMessage } from '@/lib/client/chat/chat-state'

const LINK =
  'inline-flex min-h-11 items-center gap-2 rounded-sm px-2 font-[560] text-ink underline-offset-4 hover:underline [&_svg]:size-4'

interface MessageActionsProps {
  message: ChatMessage
  /** What is covered can be neither copied nor replied to. */
  isShown: boolean
}

/** When a message was sent, and what may be done with it. */
export function MessageActions({ message: { key, at, type, content }, isShown }: MessageActionsProps) {
  const t = useTranslations('message.actions')
  const reply = useReply()
  const isChatting = useChat(({ chat }) => chat.phase === 'chatting')
  const [state, setState] = useState<'copy' | 'copied' | 'copyFailed'>('copy')
  const handleCopy = async (text: string) => setState((await copyText(text)) ? 'copied' : 'copyFailed')
  return (
    <div className="flex flex-wrap items-center gap-x-2 text-caption text-muted">
      <MessageTime at={at} />
      {type === 'text' && isShown && (
        <>
          {isChatting && (
            <button type="button" onClick={() => reply(key)} className={LINK}>
              <Reply aria-hidden className="rtl:-scale-x-100" />
              {t('reply')}
            </button>
          )}
          <button type="button" onClick={() => void handleCopy(content)} className={LINK}>
            {state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
            {t(state === 'copyFailed' ? 'copy' : state)}
          </button>
        </>
      )}
      <span role="status" className={state === 'copyFailed' ? 'text-harm-ink' : 'sr-only'}>
        {state !== 'copy' && t(state)}
      </span>
    </div>
  )
}
