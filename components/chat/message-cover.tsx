'use client'

import { clsx } from 'clsx'
import { Eye, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { useChat } from '@/components/chat/chat-provider'
import type { SafetyDialog } from '@/components/chat/partner-bar'
import { NO_DEED } from '@/lib/client/chat/chat-state'

interface MessageCoverProps {
  of: 'words' | 'picture'
  isShown: boolean
  onShow: (isShown: boolean) => void
  onDialog: (dialog: SafetyDialog) => void
  /** What is covered; it is not in the page before it is shown, so that nothing can read it out. */
  children: ReactNode
}

/** Stands for what may hurt until one asks for it, with the ways to safety beside it; it can be covered again. */
export function MessageCover({ of, isShown, onShow, onDialog, children }: MessageCoverProps) {
  const t = useTranslations('message.cover')
  const deed = useChat(({ chat }) => ('deed' in chat ? chat.deed : NO_DEED))
  const isDone = deed.reported || deed.report !== undefined
  const link =
    'inline-flex min-h-11 items-center gap-2 rounded-sm px-2 text-small font-[620] underline-offset-4 enabled:hover:underline disabled:opacity-60 [&_svg]:size-5'
  return (
    <>
      {isShown && children}
      <div className="-mx-2 flex flex-wrap items-center">
        {/* One button that stays, so that focus does. */}
        <button
          type="button"
          aria-expanded={isShown}
          onClick={() => onShow(!isShown)}
          className={clsx(link, '@max-lg:w-full')}
        >
          {isShown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          {isShown ? (
            t('hide')
          ) : (
            <span className="text-start">
              <span className="font-normal">{t(of)}</span> {t('show')}
            </span>
          )}
        </button>
        <button
          type="button"
          aria-label={t('reportName')}
          disabled={isDone}
          onClick={() => onDialog('report')}
          className={link}
        >
          {t('report')}
        </button>
        <button
          type="button"
          aria-label={t('blockName')}
          disabled={isDone || deed.blocked}
          onClick={() => onDialog('block')}
          className={link}
        >
          {t('block')}
        </button>
      </div>
    </>
  )
}
