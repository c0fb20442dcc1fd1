import { CalendarClock, Hash, MessagesSquare, UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'

import { buttonLook } from '@/components/ui/button-look'

const offers = [
  { key: 'channels', Icon: Hash },
  { key: 'messages', Icon: MessagesSquare },
  { key: 'visits', Icon: CalendarClock },
  { key: 'register', Icon: UserPlus },
] as const

/** What people have who register with an e-mail address, and how they do. */
export function Members() {
  const t = useTranslations('landing.members')
  return (
    <section aria-labelledby="members" className="mx-auto w-full max-w-6xl px-5 lg:px-8">
      <div className="grid gap-x-16 gap-y-8 border-t border-line py-14 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)] lg:py-20">
        <h2 id="members" className="text-title font-[640]">
          {t('title')}
        </h2>
        <div className="flex flex-col items-start gap-8">
          <dl className="grid gap-x-12 gap-y-8 sm:grid-cols-2">
            {offers.map(({ key, Icon }) => (
              <div key={key} className="grid grid-cols-[24px_minmax(0,1fr)] content-start gap-x-4">
                <Icon aria-hidden className="mt-[1px] size-6 text-accent-ink" strokeWidth={1.75} />
                <dt className="font-[620]">{t(`${key}.title`)}</dt>
                <dd className="col-start-2 mt-1 text-small text-muted">{t(`${key}.text`)}</dd>
              </div>
            ))}
          </dl>
          <Link href="/settings#email" prefetch={false} className={buttonLook()}>
            {t('go')}
          </Link>
        </div>
      </div>
    </section>
  )
}
