'use client'

import { Mic, Video } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { RoomPanel } from '@/components/green-room/room-panel'
import { RoomTitle } from '@/components/green-room/room-title'
import { TextInstead } from '@/components/green-room/text-instead'
import { TwoCircles } from '@/components/site/two-circles'
import { Button } from '@/components/ui/button'
import type { RoomKind } from '@/lib/client/green-room/green-room-state'
import type { GreenRoomActions } from '@/lib/client/green-room/green-room-store'

interface WelcomePanelProps {
  kind: RoomKind
  /** Allowed before, and wished for: one tap begins. */
  isQuick: boolean
  actions: GreenRoomActions
}

/** What comes, and the tap that it takes. */
export function WelcomePanel({ kind, isQuick, actions }: WelcomePanelProps) {
  const t = useTranslations('greenroom')
  const icon = kind === 'video' ? <Video aria-hidden /> : <Mic aria-hidden />
  const allow = () => void actions.allow()
  return (
    <RoomPanel
      lead={
        <>
          <TwoCircles pose="apart" className="mb-2 w-32 lg:mb-6 lg:w-72" />
          <RoomTitle follows={false} large>
            {isQuick ? t('welcome.quickTitle') : t(`${kind}.title`)}
          </RoomTitle>
          <p className="text-muted lg:max-w-[28rem] lg:text-lead">
            {isQuick ? t('welcome.quickLead') : t(`${kind}.lead`)}
          </p>
        </>
      }
      action={
        <>
          {isQuick ? (
            <>
              <Button look="primary" size="lg" wide onClick={() => void actions.startNow()}>
                {icon}
                {t('welcome.quickStart')}
              </Button>
              <Button wide onClick={allow}>
                {t('welcome.quickCheck')}
              </Button>
            </>
          ) : (
            <Button look="primary" size="lg" wide onClick={allow}>
              {icon}
              {t(`${kind}.allow`)}
            </Button>
          )}
          <TextInstead />
        </>
      }
    >
      {!isQuick && <p className="text-small text-muted">{t('welcome.asked')}</p>}
    </RoomPanel>
  )
}
