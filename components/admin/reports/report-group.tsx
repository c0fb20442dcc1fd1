'use client'

import { ReportItem } from '@/components/admin/reports/report-item'
import { Section } from '@/components/admin/section'
import type { ReportRow } from '@/lib/client/admin/rest'

interface ReportGroupProps {
  title: string
  /** What stands there without any. */
  none: string
  reports: readonly ReportRow[]
}

/** Some reports with what they have in common as their title. */
export function ReportGroup({ title, none, reports }: ReportGroupProps) {
  return (
    <Section title={title} flush>
      {reports.length === 0 ? (
        <p className="px-4 pb-4 text-small text-muted">{none}</p>
      ) : (
        <ul>
          {reports.map((report) => (
            <ReportItem key={report.reportId} report={report} />
          ))}
        </ul>
      )}
    </Section>
  )
}
