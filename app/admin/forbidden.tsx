import type { Metadata } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'

import { buttonLook } from '@/components/ui/button-look'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin'))('forbidden.title') }
}

/** A part of the administration that this role does not have; what it has stays at hand. */
export default function Forbidden() {
  const t = useTranslations('admin.forbidden')
  return (
    <section className="flex max-w-[36rem] flex-col gap-4 py-10">
      <h1 className="text-title font-[640]">{t('title')}</h1>
      <p className="text-muted">{t('text')}</p>
      <p>
        <Link href="/admin/reports" className={buttonLook({ look: 'primary' })}>
          {t('reports')}
        </Link>
      </p>
    </section>
  )
}
