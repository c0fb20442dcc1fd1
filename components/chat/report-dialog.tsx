'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'

import { useChat, useChatActions } from '@/components/chat/chat-provider'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { REPORT_TYPES } from '@/lib/domain/moderation'

const WORDS_LENGTH = 1_000

/**
 * What happened, in words if one likes, and what will be kept. Choosing a kind is the second tap: the report waits on
 * the screen behind, where it can be undone.
 */
export function ReportDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('chat.report')
  const { report } = useChatActions()
  const isEnded = useChat(({ chat }) => chat.phase === 'ended')
  const kinds = useRef<HTMLDivElement>(null)
  const [words, setWords] = useState('')

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={isEnded ? t('leadEnded') : t('lead')}
      closeLabel={t('cancel')}
      initialFocus={kinds}
      actions={<Button onClick={onClose}>{t('cancel')}</Button>}
    >
      <Field label={t('words')} hint={t('wordsHint')}>
        {(control) => (
          <Textarea
            {...control}
            rows={1}
            maxLength={WORDS_LENGTH}
            value={words}
            dir="auto"
            className="max-h-24"
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Field>
      <div
        ref={kinds}
        role="group"
        tabIndex={-1}
        aria-labelledby="report-kinds"
        className="flex flex-col gap-2 outline-none"
      >
        <p id="report-kinds" className="text-small font-[560]">
          {t('what')}
        </p>
        {REPORT_TYPES.map((type) => (
          <Button
            key={type}
            wide
            className="justify-start! text-start"
            onClick={() => {
              report(type, words.trim())
              onClose()
            }}
          >
            {t(type)}
          </Button>
        ))}
      </div>
    </Dialog>
  )
}
