import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'

import { buttonLook } from '@/components/ui/button-look'

/** What does not exist, and what is not one's own: one cannot tell which. */
export function Absent() {
  const t = useTranslations('conversations.thread')
  return (
    <main id="content" className="flex min-h-0 flex-1 flex-col">
      <Notice title={t('absentTitle')} text={t('absent')}>
        <Link href="/messages" className={buttonLook({ look: 'primary' })}>
          {t('back')}
        </Link>
      </Notice>
    </main>
  )
}

interface NoticeProps {
  title: string
  text: string
  children?: ReactNode
}

/** What stands in the place of a thread. */
export function Notice({ title, text, children }: NoticeProps) {
  return (
    <div className="m-auto flex max-w-sm flex-col items-center gap-3 px-6 py-10 text-center">
      <h2 className="text-lead">{title}</h2>
      <p className="text-small text-muted">{text}</p>
      {children}
    </div>
  )
}
