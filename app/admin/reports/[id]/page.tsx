import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { ReportView } from '@/components/admin/reports/report-view'

import { admit } from '../../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.report'))('title') }
}

export default async function ReportPage({ params }: { params: Promise<{ id: string }> }) {
  await admit('admin.evidence')
  const { id } = await params
  return <ReportView key={id} id={decodeURIComponent(id)} />
}
