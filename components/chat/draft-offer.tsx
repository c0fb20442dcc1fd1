'use client'

import { clsx } from 'clsx'
import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { Button } from '@/components/ui/button'
import { SwipeAway } from '@/components/ui/swipe-away'
import { copyText } from '@/lib/client/browser/copy-text'
import { useSecondsLeft } from '@/lib/client/browser/use-seconds-left'

interface DraftOfferProps {
  className?: string
  /** For the focus that the offer had. */
  onDismiss?: () => void
}

/** What was typed for the conversation before, for some seconds: to be copied or let go, never sent from here. */
export function DraftOffer({ className, onDismiss }: DraftOfferProps) {
  const t = useTranslations('chat.draft')
  const offer = useChat((data) => data.draftOffer)
  const { dismissDraft, holdDraft } = useChatActions()
  const words = useRef<HTMLTextAreaElement>(null)
  const [copied, setCopied] = useState<string>()
  const seconds = useSecondsLeft(offer?.until)
  if (!offer) return null

  const isCopied = copied === offer.text
  const handleCopy = async () => {
    holdDraft()
    if (await copyText(offer.text)) setCopied(offer.text)
    // Where a page may not copy, the words stand ready for the person's own hand.
    else words.current?.select()
  }
  const handleDismiss = () => {
    dismissDraft()
    onDismiss?.()
  }
  return (
    <SwipeAway onAway={handleDismiss}>
      <section
        aria-label={t('label')}
        className={clsx(
          'flex animate-fade flex-wrap items-center gap-x-1 rounded-lg border border-line bg-surface ps-4 pe-1 text-start',
          className,
        )}
      >
        <div className="flex min-w-0 flex-1 basis-52 flex-col py-2">
          <p className="text-caption text-muted tabular-nums">
            {t('lead')} <span aria-hidden>{t('seconds', { seconds })}</span>
          </p>
          {/* A field, so that the words can be selected and copied by hand where a page may not do so. */}
          <textarea
            ref={words}
            readOnly
            rows={1}
            dir="auto"
            aria-label={t('words')}
            value={offer.text}
            onFocus={holdDraft}
            onPointerDown={holdDraft}
            className="field-sizing-content max-h-16 w-full resize-none rounded-sm bg-transparent text-small"
          />
        </div>
        <div className="ms-auto flex">
          <Button look="quiet" onClick={() => void handleCopy()}>
            {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
            <span aria-live="polite">{isCopied ? t('copied') : t('copy')}</span>
          </Button>
          <Button look="quiet" onClick={handleDismiss}>
            {t('dismiss')}
          </Button>
        </div>
      </section>
    </SwipeAway>
  )
}
