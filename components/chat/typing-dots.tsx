import { useTranslations } from 'next-intl'

/** The partner is writing. Said in words by the announcer, so this is for the eyes. */
export function TypingDots() {
  const t = useTranslations('chat.log')
  const dot = 'size-2 animate-breathe rounded-full bg-muted'
  return (
    <div
      aria-hidden
      title={t('typing')}
      className="mb-3 flex h-11 w-fit shrink-0 animate-fade items-center gap-1 rounded-lg rounded-es-sm bg-theirs px-4"
    >
      <span className={dot} />
      <span className={`${dot} [animation-delay:200ms]`} />
      <span className={`${dot} [animation-delay:400ms]`} />
    </div>
  )
}
