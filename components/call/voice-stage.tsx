'use client'

import { clsx } from 'clsx'
import { MicOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'

import { SoundWave } from '@/components/call/sound-wave'
import { useMedia } from '@/components/call/use-media'
import { useMeter } from '@/components/call/use-meters'
import { Avatar } from '@/components/ui/avatar'

/** Two voices, each as a line that moves with it. */
export function VoiceStage() {
  const t = useTranslations('call')
  const own = useMedia((data) => data.own)
  const tracks = useMedia((data) => data.tracks)
  const remote = useMedia((data) => data.remote.audio)
  const isMuted = useMedia((data) => data.isMuted)
  const isPartnerMuted = useMedia((data) => data.partner.isMuted)
  const mine = useMeter(own, tracks.audio)
  const theirs = useMeter(own, remote)
  return (
    <div className="flex min-h-48 w-full max-w-3xl flex-1 flex-col justify-center gap-2 @lg:gap-4">
      <Voice name={t('partner')} isMuted={isPartnerMuted} meter={theirs} isLarge avatar={<Avatar />} />
      <Voice name={t('you')} isMuted={isMuted} meter={mine} />
    </div>
  )
}

interface VoiceProps {
  name: string
  isMuted: boolean
  meter: ReturnType<typeof useMeter>
  isLarge?: boolean
  avatar?: ReactNode
}

function Voice({ name, isMuted, meter, isLarge = false, avatar }: VoiceProps) {
  const t = useTranslations('call')
  const [isSpeaking, setSpeaking] = useState(false)
  return (
    <figure
      data-speaking={isSpeaking}
      className={clsx(
        'flex min-h-0 flex-col gap-1 rounded-xl border-2 px-4 py-2 transition-colors',
        isSpeaking ? 'border-accent bg-surface' : 'border-transparent bg-raised',
      )}
    >
      <SoundWave
        meter={meter}
        isQuiet={isMuted}
        onSpeaking={setSpeaking}
        className={clsx('min-h-6', isLarge ? 'h-16 @lg:h-36' : 'h-10 @lg:h-16')}
      />
      <figcaption className="flex shrink-0 items-center gap-2 text-small font-[560]">
        {avatar}
        {name}
        <span className="flex items-center gap-1 font-[440] text-muted">
          {isMuted && <MicOff aria-hidden className="size-4" />}
          {isMuted ? t('muted') : isSpeaking ? t('speaking') : ''}
        </span>
      </figcaption>
    </figure>
  )
}
