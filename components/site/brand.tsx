import Link from 'next/link'
import { useTranslations } from 'next-intl'

/** The word mark, home: the last two letters of the name are two people meeting. */
export function Brand() {
  const t = useTranslations('common')
  return (
    <Link href="/" dir="ltr" className="inline-flex min-h-11 items-center rounded-sm text-lead font-[680]">
      <span dir="auto" className="sr-only">
        {t('home')}
      </span>
      <span aria-hidden>Omeg</span>
      <svg aria-hidden viewBox="0 0 36 24" className="ms-[1.5px] mt-[5.5px] h-[17px]" fill="none">
        <path d="M18 4.06a10 10 0 0 1 0 15.88 10 10 0 0 1 0-15.88z" className="fill-accent" />
        <g stroke="currentColor" strokeWidth="3.6">
          <circle cx="12" cy="12" r="10" />
          <circle cx="24" cy="12" r="10" />
        </g>
      </svg>
    </Link>
  )
}
