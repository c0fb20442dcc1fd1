'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'

import { EMOJI, emojiReached } from '@/lib/client/chat/compose/emoji'
import { pressedKey } from '@/lib/client/browser/key-press'
import { locales, toLocale } from '@/lib/i18n/locales'

interface EmojiPickerProps {
  onPick: (emoji: string) => void
  onEscape: () => void
  /** The focus went elsewhere. */
  onLeave: () => void
}

/** A few emoji in rows: arrows move, Enter picks one, Esc closes; so does going elsewhere. The system draws and names them. */
export function EmojiPicker({ onPick, onEscape, onLeave }: EmojiPickerProps) {
  const t = useTranslations('message.emoji')
  const isRightToLeft = locales[toLocale(useLocale())].direction === 'rtl'
  const grid = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)

  const focusOn = (at: number) =>
    grid.current?.querySelectorAll('button')[at]?.focus({ preventScroll: false })
  useEffect(() => focusOn(0), [])

  const handleKey = (event: KeyboardEvent) => {
    const key = pressedKey(event)
    if (key === 'Escape') {
      event.preventDefault()
      onEscape()
    }
    const reached = key === undefined ? undefined : emojiReached(key, current, isRightToLeft)
    if (reached === undefined) return
    event.preventDefault()
    setCurrent(reached)
    focusOn(reached)
  }

  return (
    <div
      ref={grid}
      role="dialog"
      aria-label={t('label')}
      onKeyDown={handleKey}
      // The focus stays where it is, in browsers that move it away from what is not a field.
      onPointerDown={(event) => event.preventDefault()}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onLeave()
      }}
      className="mb-2 grid max-h-48 w-full max-w-[23rem] animate-rise grid-cols-8 overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-mid @lg:ms-auto"
    >
      {EMOJI.map((emoji, at) => (
        <button
          key={emoji}
          type="button"
          tabIndex={at === current ? 0 : -1}
          onFocus={() => setCurrent(at)}
          onClick={() => onPick(emoji)}
          className="inline-flex min-h-11 items-center justify-center rounded-md text-title hover:bg-raised"
        >
          {emoji}
        </button>
      ))}
    </div>
  )
}
