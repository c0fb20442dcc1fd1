'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { SheetTable } from '@/components/admin/chart/sheet-table'
import { Section } from '@/components/admin/section'
import { IconButton } from '@/components/ui/icon-button'
import { saveCsv, type Sheet } from '@/lib/client/admin/csv'

/** A table of figures that can be saved as a file. */
export function SheetSection({ title, sheet, fileName }: { title: string; sheet: Sheet; fileName: string }) {
  const t = useTranslations('admin.chart')
  return (
    <Section
      title={title}
      aside={
        <IconButton
          label={t('export', { title })}
          icon={<Download aria-hidden />}
          tip="below"
          tipAt="end"
          onClick={() => saveCsv(fileName, sheet)}
        />
      }
    >
      <SheetTable sheet={sheet} caption={title} />
    </Section>
  )
}
