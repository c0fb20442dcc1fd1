import { useTranslations } from 'next-intl'
import Link from 'next/link'

import { buttonLook } from '@/components/ui/button-look'

/** What an account without an e-mail address cannot do yet, and the way to one. */
export function GuestNote({ about }: { about: 'channels' | 'write' }) {
  const t = useTranslations('conversations')
  return (
    <div className="flex flex-col items-start gap-3 rounded-lg bg-accent-soft p-4 text-small">
      <p>{t(`guest.${about}`)}</p>
      <Link href="/settings#email" prefetch={false} className={buttonLook({ look: 'primary' })}>
        {t('guest.go')}
      </Link>
    </div>
  )
}
