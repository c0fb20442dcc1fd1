'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { MessageTime } from '@/components/chat/message-time'
import { copyText } from '@/lib/client/browser/copy-text'
import type { Millis } from '@/lib/domain/ids'

interface MessageActionsProps {
  at: Millis
  /** What can be copied; a picture and what is covered cannot. */
  words: string | undefined
}

/** When a message was sent, and what may be done with it. */
export function MessageActions({ at, words }: MessageActionsProps) {
  const t = useTranslations('message.actions')
  const [state, setState] = useState<'copy' | 'copied' | 'copyFailed'>('copy')
  const handleCopy = async (text: string) => setState((await copyText(text)) ? 'copied' : 'copyFailed')
  return (
    <div className="flex flex-wrap items-center gap-x-2 text-caption text-muted">
      <MessageTime at={at} />
      {words !== undefined && (
        <button
          type="button"
          onClick={() => void handleCopy(words)}
          className="inline-flex min-h-11 items-center gap-2 rounded-sm px-2 font-[560] text-ink underline-offset-4 hover:underline [&_svg]:size-4"
        >
          {state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
          {t(state === 'copyFailed' ? 'copy' : state)}
        </button>
      )}
      <span role="status" className={state === 'copyFailed' ? 'text-harm-ink' : 'sr-only'}>
        {state !== 'copy' && t(state)}
      </span>
    </div>
  )
}
