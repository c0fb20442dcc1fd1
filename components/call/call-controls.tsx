'use client'

import { Eye, EyeOff, Mic, MicOff, PictureInPicture2, Settings2, Video, VideoOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Control } from '@/components/call/control'
import { DeviceDialog } from '@/components/call/device-dialog'
import { ModeChoice } from '@/components/call/mode-choice'
import { useMedia, useMediaActions } from '@/components/call/use-media'
import { useChat } from '@/components/chat/chat-provider'
import { StayInTouchControl } from '@/components/chat/stay-in-touch'

/** What one does with one's own sound and picture. */
export function CallControls({ onSmallWindow }: { onSmallWindow?: () => void }) {
  const t = useTranslations('call')
  const isVideo = useChat(({ chat }) => chat.phase === 'chatting' && chat.chatType === 'video')
  const isMuted = useMedia((data) => data.isMuted)
  // What was never opened is off as well, and says so.
  const isCameraOff = useMedia((data) => data.isCameraOff || !data.tracks.video)
  const isLacking = useMedia((data) => data.lacking !== undefined)
  const isShowing = useMedia((data) => data.isShowing)
  const actions = useMediaActions()
  const [isChoosing, setChoosing] = useState(false)
  return (
    <div
      role="group"
      aria-label={t('label')}
      className="flex w-full items-stretch justify-center @lg:flex-wrap @lg:gap-1"
    >
      {/* Without a microphone there is nothing to mute: the note above opens it. */}
      {!isLacking && (
        <Control
          icon={isMuted ? <MicOff aria-hidden /> : <Mic aria-hidden />}
          label={isMuted ? t('unmute') : t('mute')}
          shortcut="m"
          isPressed={isMuted}
          onClick={() => actions?.mute(!isMuted)}
        />
      )}
      {isVideo && (
        <>
          <Control
            icon={isCameraOff ? <VideoOff aria-hidden /> : <Video aria-hidden />}
            label={isCameraOff ? t('cameraTurnOn') : t('cameraTurnOff')}
            shortcut="c"
            isPressed={isCameraOff}
            onClick={() => void actions?.turnCamera(!isCameraOff)}
          />
          <Control
            icon={isShowing ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
            label={isShowing ? t('hide') : t('show')}
            isPressed={isShowing}
            isMain={!isShowing}
            onClick={() => actions?.show(!isShowing)}
          />
          {onSmallWindow && (
            <Control
              className="@max-lg:hidden"
              icon={<PictureInPicture2 aria-hidden />}
              label={t('pip')}
              onClick={onSmallWindow}
            />
          )}
        </>
      )}
      <Control icon={<Settings2 aria-hidden />} label={t('devices')} onClick={() => setChoosing(true)} />
      <ModeChoice />
      <StayInTouchControl />
      {isChoosing && <DeviceDialog isVideo={isVideo} onClose={() => setChoosing(false)} />}
    </div>
  )
}
