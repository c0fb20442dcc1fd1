import Link from 'next/link'
import { useTranslations } from 'next-intl'

/** The word mark, home: the last two letters of the name are two people meeting. */
export function Brand() {
  const t = useTranslations('common')
  return (
    <Link href="/" className="inline-flex min-h-11 items-center rounded-sm text-lead font-[680]">
      <span className="sr-only">{t('home')}</span>
      <span aria-hidden>Omeg</span>
      <svg aria-hidden viewBox="0 0 38 24" className="ms-[1px] mt-[5px] h-[19px] text-accent" fill="currentColor">
        <circle cx="12" cy="12" r="11" fillOpacity="0.55" />
        <circle cx="26" cy="12" r="11" fillOpacity="0.55" />
        <path d="M19 3.5a11 11 0 0 1 0 17 11 11 0 0 1 0-17z" />
      </svg>
    </Link>
  )
}
