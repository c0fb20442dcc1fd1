'use client'

import { clsx } from 'clsx'
import { Ban, Flag, LogOut } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { PartnerStatus } from '@/components/chat/partner-status'
import { Avatar } from '@/components/ui/avatar'
import { NO_DEED } from '@/lib/client/chat/chat-state'

export type SafetyDialog = 'report' | 'block'

/** The partner, how they are, and the three ways to safety. */
export function PartnerBar({ onDialog }: { onDialog: (dialog: SafetyDialog) => void }) {
  const t = useTranslations('chat')
  const deed = useChat(({ chat }) => ('deed' in chat ? chat.deed : NO_DEED))
  const isChatting = useChat(({ chat }) => chat.phase === 'chatting')
  const { leave } = useChatActions()
  return (
    <header
      // A press beside its buttons, such as the second click on one that has just gone, leaves focus where it is.
      onMouseDown={(event) => {
        if (event.target instanceof Element && !event.target.closest('button')) event.preventDefault()
      }}
      className="flex shrink-0 items-center gap-3 border-b border-line bg-surface ps-4 pe-1 pt-[max(4px,env(safe-area-inset-top))] pb-1 sm:pe-2 lg:ps-6 lg:pe-4"
    >
      <Avatar />
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-small font-[620]">{t('partner')}</h1>
        <PartnerStatus />
      </div>
      <div role="group" aria-label={t('bar.label')} className="flex">
        {/* First of them: the others stay where they are when it goes, so that its second click meets none of them. */}
        {isChatting && (
          <BarButton
            icon={<LogOut aria-hidden className="rtl:-scale-x-100" />}
            label={t('bar.leave')}
            shortcut="Escape"
            tone="plain"
            onClick={leave}
          />
        )}
        <BarButton
          icon={<Flag aria-hidden />}
          label={deed.reported ? t('bar.reported') : t('bar.report')}
          disabled={deed.reported || deed.report !== undefined}
          onClick={() => onDialog('report')}
        />
        <BarButton
          icon={<Ban aria-hidden />}
          label={deed.blocked || deed.reported ? t('bar.blocked') : t('bar.block')}
          disabled={deed.blocked || deed.reported || deed.report !== undefined}
          onClick={() => onDialog('block')}
        />
      </div>
    </header>
  )
}

interface BarButtonProps {
  icon: ReactNode
  label: string
  onClick: () => void
  disabled?: boolean
  shortcut?: string
  tone?: 'harm' | 'plain'
}

/** A sign with its word below, or beside it where there is room; never a sign alone. */
function BarButton({ icon, label, onClick, disabled, shortcut, tone = 'harm' }: BarButtonProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      disabled={disabled}
      aria-keyshortcuts={shortcut}
      className={clsx(
        'flex min-h-14 min-w-14 flex-col items-center justify-center gap-1 rounded-md px-2 text-caption font-[560] transition-colors',
        'disabled:text-muted sm:min-h-11 sm:flex-row sm:gap-2 sm:px-3 [&_svg]:size-5',
        tone === 'harm' ? 'text-harm-ink enabled:hover:bg-harm-soft' : 'text-ink hover:bg-raised',
      )}
    >
      {icon}
      {label}
    </button>
  )
}
