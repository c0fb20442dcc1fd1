import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'

/** Loudness from one moment to the next, 0 to 100: two sentences, and the pause between them. */
const SPOKEN = [
  12, 34, 58, 44, 76, 92, 64, 38, 52, 84, 70, 46, 24, 8, 6, 10, 36, 62, 88, 74, 96, 60, 42, 54, 30, 16, 8, 22,
  48, 66, 40, 18,
]
const HEARD = SPOKEN.map((_, at) => 6 + ((at * 7) % 9))
const STEP = 10
const delays = ['', '[animation-delay:-300ms]', '[animation-delay:-700ms]', '[animation-delay:-1100ms]']

/** Two voices as they look on the screen: one speaks, the other listens. */
export function ExampleWave() {
  const t = useTranslations('landing.example')
  return (
    <div className="grid flex-1 content-center gap-1 rounded-lg bg-raised px-3 py-2 @sm:gap-2 @sm:px-4 @sm:py-3">
      <Voice who={t('them')} loudness={SPOKEN} speaks />
      <Voice who={t('you')} loudness={HEARD} />
    </div>
  )
}

interface VoiceProps {
  who: string
  loudness: readonly number[]
  speaks?: boolean
}

function Voice({ who, loudness, speaks = false }: VoiceProps) {
  return (
    <div className="grid items-center gap-x-3 @sm:grid-cols-[4.5rem_minmax(0,1fr)]">
      <span className={clsx('text-caption text-muted', !speaks && '@max-sm:sr-only')}>{who}</span>
      <svg
        aria-hidden
        viewBox={`0 0 ${loudness.length * STEP} 100`}
        preserveAspectRatio="none"
        className={clsx('w-full', speaks ? 'h-7 fill-accent-ink @sm:h-12' : 'h-2 fill-line-strong @sm:h-4')}
      >
        {loudness.map((loud, at) => (
          <rect
            key={at}
            x={at * STEP + 2}
            y={(100 - loud) / 2}
            width="5"
            height={loud}
            rx="2.5"
            className={clsx(
              'origin-center [transform-box:fill-box]',
              speaks && 'animate-speak',
              speaks && delays[at % delays.length],
            )}
          />
        ))}
      </svg>
    </div>
  )
}
