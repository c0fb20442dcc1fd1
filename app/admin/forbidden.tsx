import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { PageTitle } from '@/components/site/page-title'
import { buttonLook } from '@/components/ui/button-look'

/** A part of the administration that this role does not have; what it has stays at hand. */
export default function Forbidden() {
  const t = useTranslations('admin.forbidden')
  const brand = useTranslations('common')('brand')
  return (
    <section className="flex max-w-[36rem] flex-col gap-4 py-10">
      <PageTitle title={`${t('title')} · ${brand}`} />
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
