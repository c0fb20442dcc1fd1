import { LogIn, Settings } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { buttonLook } from '@/components/ui/button-look'

/** The way to one's own account; on a phone its sign alone. */
export function SettingsLink() {
  const t = useTranslations('common')
  return (
    <Link
      href="/settings"
      className={buttonLook({ look: 'quiet', className: 'max-sm:min-w-11 max-sm:px-0' })}
    >
      <Settings aria-hidden />
      <span className="max-sm:sr-only">{t('settings')}</span>
    </Link>
  )
}

/** The way into an account that one has, for a browser without a login. */
export function SignInLink() {
  const t = useTranslations('common')
  return (
    <Link href="/sign-in" className={buttonLook({ look: 'quiet', className: 'max-sm:px-2' })}>
      <LogIn aria-hidden className="max-sm:hidden rtl:-scale-x-100" />
      {t('signIn')}
    </Link>
  )
}
