'use client'

import { Download } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { useAlertWords } from '@/components/admin/alerts/use-alert-words'
import { useUtcMoment } from '@/components/admin/moment'
import { Badge } from '@/components/ui/badge'
import { IconButton } from '@/components/ui/icon-button'
import { saveCsv } from '@/lib/client/admin/csv'
import type { AlertRow } from '@/lib/client/admin/rest'

interface AlertTableProps {
  alerts: readonly AlertRow[]
  label: string
  /** Of the exported file, without its ending. */
  fileName: string
}

/** Alerts, each leading to its figures. */
export function AlertTable({ alerts, label, fileName }: AlertTableProps) {
  const t = useTranslations('admin.alerts')
  const { name, say } = useAlertWords()
  const moment = useUtcMoment()
  const until = ({ clearedAt }: AlertRow) => (clearedAt === null ? t('goesOn') : moment(clearedAt))
  const columns = [t('what'), t('worst'), t('threshold'), t('since'), t('until')]
  const handleSave = () => {
    const rows = alerts.map((alert) => {
      const { kind, worst, threshold, raisedAt, clearedAt } = alert
      return [name(kind), alert.unit, worst, threshold, raisedAt, clearedAt]
    })
    const names = [t('what'), t('unit'), t('worst'), t('threshold'), t('since'), t('until')]
    saveCsv(fileName, { columns: names, rows })
  }
  return (
    <div className="flex items-start gap-2">
      {/* Focusable, so that a keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div
        tabIndex={0}
        role="group"
        aria-label={label}
        className="scroll-edges min-w-0 flex-1 relative overflow-x-auto rounded-sm"
      >
        <table className="w-full border-collapse text-small tabular-nums">
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th
                  key={column}
                  scope="col"
                  className={`py-2 pe-4 text-caption font-[560] whitespace-nowrap text-muted ${index === 1 || index === 2 ? 'text-end' : 'text-start'}`}
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {alerts.map((alert) => (
              <tr key={alert.alertId} className="border-t border-line">
                <th scope="row" className="min-w-44 pe-4 text-start font-[560]">
                  <Link
                    href={alert.figures}
                    className="inline-flex min-h-11 items-center gap-2 underline decoration-line underline-offset-4 hover:decoration-ink"
                  >
                    {name(alert.kind)}
                  </Link>{' '}
                  {alert.demo && <Badge>{t('madeUp')}</Badge>}
                </th>
                <td className="py-2 pe-4 text-end">{say(alert.worst, alert.unit)}</td>
                <td className="py-2 pe-4 text-end text-muted">{say(alert.threshold, alert.unit)}</td>
                <td className="py-2 pe-4 whitespace-nowrap">{moment(alert.raisedAt)}</td>
                <td className="py-2 pe-4 whitespace-nowrap">{until(alert)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <IconButton
        label={t('export', { title: label })}
        icon={<Download aria-hidden />}
        tip="below"
        tipAt="end"
        onClick={handleSave}
      />
    </div>
  )
}
