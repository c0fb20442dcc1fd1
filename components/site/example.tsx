import { clsx } from 'clsx'
import { MessageCircle, Mic, Video } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { ExamplePicture } from '@/components/site/example-picture'
import { ExampleWave } from '@/components/site/example-wave'
import { Badge } from '@/components/ui/badge'

/** What happens behind the doors, drawn and marked as an example: one conversation in words, by voice and face to face. */
export function Example() {
  const t = useTranslations('landing.example')
  return (
    <figure className="@container rounded-xl border border-line bg-surface p-4 shadow-mid lg:p-6">
      <figcaption className="flex items-center gap-2 text-caption text-muted">
        <Badge tone="accent">{t('label')}</Badge>
        {t('lead')}
      </figcaption>
      <div className="mt-3 grid gap-3 @sm:mt-4 @sm:gap-5">
        <Kind icon={<MessageCircle aria-hidden />} name={t('words')} isPlain>
          <ul className="flex flex-col gap-1 text-small">
            <li className="max-w-[85%] self-start rounded-lg rounded-es-sm bg-theirs px-4 py-2 text-theirs-ink">
              <span className="sr-only">{t('them')}: </span>
              {t('theirWords')}
            </li>
            <li className="max-w-[85%] self-end rounded-lg rounded-ee-sm bg-own px-4 py-2 text-own-ink">
              <span className="sr-only">{t('you')}: </span>
              {t('ownWords')}
            </li>
          </ul>
        </Kind>
        <div className="grid grid-cols-2 gap-3 @sm:grid-cols-1 @sm:gap-5">
          <Kind icon={<Mic aria-hidden />} name={t('voice')}>
            <ExampleWave />
          </Kind>
          <Kind icon={<Video aria-hidden />} name={t('picture')}>
            <ExamplePicture />
          </Kind>
        </div>
      </div>
    </figure>
  )
}

interface KindProps {
  icon: ReactNode
  name: string
  /** Plain without its name, which a phone has no room for. */
  isPlain?: boolean
  children: ReactNode
}

/** One of the ways to talk, under its name. */
function Kind({ icon, name, isPlain, children }: KindProps) {
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p
        className={clsx(
          'flex items-center gap-2 text-caption font-[560] text-muted [&_svg]:size-4 [&_svg]:shrink-0',
          isPlain && '@max-sm:hidden',
        )}
      >
        {icon}
        {name}
      </p>
      {children}
    </div>
  )
}
