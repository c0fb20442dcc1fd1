'use client'

import { Gift, ImagePlus, Smile } from 'lucide-react'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'

import { IconButton } from '@/components/ui/icon-button'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const GiftDialog = dynamic(
  untilLoaded(() => import('@/components/chat/gift-dialog').then((module) => module.GiftDialog)),
  {
    ssr: false,
  },
)

interface ComposerToolsProps {
  isEmojiOpen: boolean
  onEmoji: () => void
  onPicture: (file: File) => void
}

/** What goes into a message beside letters. */
export function ComposerTools({ isEmojiOpen, onEmoji, onPicture }: ComposerToolsProps) {
  const t = useTranslations('message')
  const [isGiving, setIsGiving] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="flex h-12 shrink-0 items-center @max-lg:order-4 @max-lg:ms-auto">
      <IconButton
        label={t('emoji.open')}
        icon={<Smile aria-hidden />}
        aria-expanded={isEmojiOpen}
        // The open picker closes when it loses the focus; this press is for that.
        onPointerDown={(event) => event.preventDefault()}
        onClick={onEmoji}
      />
      <IconButton
        label={t('picture.choose')}
        icon={<ImagePlus aria-hidden />}
        onClick={() => input.current?.click()}
      />
      <IconButton label={t('gift.open')} icon={<Gift aria-hidden />} onClick={() => setIsGiving(true)} />
      {isGiving && <GiftDialog onClose={() => setIsGiving(false)} />}
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={t('picture.choose')}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          target.value = ''
          if (file) onPicture(file)
        }}
      />
    </div>
  )
}
