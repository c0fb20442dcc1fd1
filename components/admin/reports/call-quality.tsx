'use client'

import { useTranslations } from 'next-intl'

import { Section } from '@/components/admin/section'
import { timeOf } from '@/lib/client/browser/use-elapsed'
import type { ReportFile } from '@/lib/client/admin/rest'

type Quality = NonNullable<ReportFile['quality']>

/** How a reported call was: how long, and the line of each side as its own client measured it. */
export function CallQuality({ quality }: { quality: Quality }) {
  const t = useTranslations('admin.report.call')
  const sides = [
    { name: t('reporter'), line: quality.reporter },
    { name: t('reported'), line: quality.reported },
  ]
  return (
    <Section title={t('title')}>
      <p className="text-small text-muted">{t('lasted', { time: timeOf(quality.durationMs) })}</p>
      <div
        tabIndex={0}
        role="group"
        aria-label={t('title')}
        className="scroll-edges relative overflow-x-auto"
      >
        <table className="w-full text-small tabular-nums">
          <thead className="text-muted">
            <tr>
              {(['side', 'loss', 'jitter', 'bitrate', 'reconnects'] as const).map((head) => (
                <th key={head} scope="col" className="py-2 pe-4 text-start font-[440]">
                  {t(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {sides.map(({ name, line }) => (
              <tr key={name}>
                <th scope="row" className="py-2 pe-4 text-start font-[560]">
                  {name}
                </th>
                {line ? (
                  <>
                    <td className="py-2 pe-4">{line.packetLoss} %</td>
                    <td className="py-2 pe-4">{line.jitter} ms</td>
                    <td className="py-2 pe-4">{line.bitrate} kbps</td>
                    <td className="py-2 pe-4">{line.reconnects}</td>
                  </>
                ) : (
                  <td colSpan={4} className="py-2 text-muted">
                    {t('unknown')}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
