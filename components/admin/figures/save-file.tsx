'use client'

import { Download, EyeOff } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { IconButton } from '@/components/ui/icon-button'
import { saveCsv, type Sheet } from '@/lib/client/admin/csv'
import { suppressed } from '@/lib/contracts/omegoo/figure-tables'

const OTHERS =
  'inline-flex min-h-11 shrink-0 items-center gap-1 rounded-md px-2 text-caption text-muted transition-colors hover:bg-raised hover:text-ink [&_svg]:size-4'

/** A table as a file that the server writes: as it is shown, or for people outside, without counts below five. */
export function ExportLinks({ title, href }: { title: string; href: string }) {
  const t = useTranslations('admin.chart')
  const label = t('export', { title })
  const forOthers = t('exportForOthers', { title })
  return (
    <span className="flex items-center">
      <a
        href={`${href}${href.includes('?') ? '&' : '?'}audience=others`}
        download
        aria-label={forOthers}
        title={forOthers}
        className={OTHERS}
      >
        <EyeOff aria-hidden />
        {t('forOthers')}
      </a>
      <a
        href={href}
        download
        aria-label={label}
        title={label}
        className="inline-flex size-11 shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-raised hover:text-ink [&_svg]:size-5"
      >
        <Download aria-hidden />
      </a>
    </span>
  )
}

interface SaveSheetProps {
  title: string
  /** For people outside it can be had where it says which columns count people. */
  sheet: Sheet
  /** Without its ending. */
  fileName: string
}

/** The same for a file that the browser writes. */
export function SaveSheet({ title, sheet, fileName }: SaveSheetProps) {
  const t = useTranslations('admin.chart')
  const { people } = sheet
  const forOthers = t('exportForOthers', { title })
  return (
    <span className="flex items-center">
      {people && (
        <button
          type="button"
          aria-label={forOthers}
          title={forOthers}
          className={OTHERS}
          onClick={() => saveCsv(`${fileName}-for-others`, suppressed({ ...sheet, people }))}
        >
          <EyeOff aria-hidden />
          {t('forOthers')}
        </button>
      )}
      <IconButton
        label={t('export', { title })}
        icon={<Download aria-hidden />}
        tip="below"
        tipAt="end"
        onClick={() => saveCsv(fileName, sheet)}
      />
    </span>
  )
}
