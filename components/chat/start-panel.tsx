'use client'

import { Keyboard } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { useChatActions } from '@/components/chat/chat-provider'
import { DraftOffer } from '@/components/chat/draft-offer'
import { InterestsField } from '@/components/chat/interests-field'
import { Panel } from '@/components/chat/panel'
import { Topics } from '@/components/chat/topics'
import { SettingsLink } from '@/components/site/settings-link'
import { TwoCircles } from '@/components/site/two-circles'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'

/** Before the first meeting: what one likes, if one likes, and go. */
export function StartPanel({ onHelp }: { onHelp: () => void }) {
  const t = useTranslations('chat.start')
  const { next } = useChatActions()
  return (
    <Panel
      tools={
        <div className="-me-2 flex items-center gap-1">
          <IconButton
            label={t('shortcuts')}
            shortcut="?"
            tip="below"
            icon={<Keyboard aria-hidden />}
            onClick={onHelp}
            className="max-sm:hidden"
          />
          <SettingsLink />
        </div>
      }
      lead={
        <div className="flex flex-col gap-3 @4xl:gap-5">
          <TwoCircles pose="apart" className="mb-2 w-32 @4xl:mb-6 @4xl:w-72" />
          <h1 className="text-title font-[640] @4xl:text-display">{t('title')}</h1>
          <p className="text-muted @4xl:max-w-[26rem] @4xl:text-lead">{t('lead')}</p>
        </div>
      }
      action={
        <>
          <DraftOffer />
          <Button look="primary" size="lg" wide onClick={next}>
            {t('go')}
          </Button>
          <p className="text-center text-caption text-muted">{t('calm')}</p>
        </>
      }
    >
      <InterestsField />
      <Topics />
    </Panel>
  )
}
