import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { ReportList } from '@/components/admin/reports/report-list'

import { admit } from '../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.reports'))('title') }
}

export default async function ReportsPage() {
  await admit('admin.reports')
  return <ReportList />
}
