'use client'

import { Bell, BellOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useStore } from 'zustand'

import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { chime } from '@/lib/client/chat/call-back/chime'
import { askForNotifications, notificationAccess } from '@/lib/client/browser/notifications'
import { callPreferences, preferNotification, preferSound } from '@/lib/client/chat/call-back/preferences'

/** How one wants to be called back: the sound at once, the notification after the browser's own question. */
export function CallBackChoice() {
  const t = useTranslations('message.call')
  const { sound } = useStore(callPreferences)
  return (
    <div className="flex w-full flex-col gap-1 text-start">
      <Checkbox
        label={t('sound')}
        checked={sound}
        onChange={({ target }) => {
          preferSound(target.checked)
          if (target.checked) chime()
        }}
      />
      <NotificationChoice />
    </div>
  )
}

function NotificationChoice() {
  const t = useTranslations('message.call')
  const { notify } = useStore(callPreferences)
  const [access, setAccess] = useState(notificationAccess)
  const isOn = notify && access === 'granted'

  const handleOn = async () => {
    const now = await askForNotifications()
    setAccess(now)
    if (now === 'granted') preferNotification(true)
  }
  if (access !== 'granted' && access !== 'ask') return <p className="text-caption text-muted">{t(access)}</p>
  return (
    <div className="flex flex-col gap-2">
      {isOn ? (
        <Button onClick={() => preferNotification(false)}>
          <BellOff aria-hidden />
          {t('off')}
        </Button>
      ) : (
        <Button onClick={() => void handleOn()}>
          <Bell aria-hidden />
          {t('notify')}
        </Button>
      )}
      <p role="status" className="text-caption text-muted">
        {isOn ? t('on') : t('notifyLead')}
      </p>
    </div>
  )
}
