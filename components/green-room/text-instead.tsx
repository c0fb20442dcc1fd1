import { MessageCircle } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { buttonLook } from '@/components/ui/button-look'

/** The way to people that needs no devices. */
export function TextInstead() {
  const t = useTranslations('greenroom')
  return (
    <Link href="/chat" className={buttonLook({ look: 'quiet', wide: true })}>
      <MessageCircle aria-hidden />
      {t('textInstead')}
    </Link>
  )
}
