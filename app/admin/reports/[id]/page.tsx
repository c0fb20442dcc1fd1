import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { ReportDesk } from '@/components/admin/reports/report-desk'

import { admit } from '../../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.report'))('title') }
}

export default async function ReportPage({ params }: { params: Promise<{ id: string }> }) {
  const { userId } = await admit('admin.evidence')
  const { id } = await params
  return <ReportDesk viewer={userId} key={id} id={decodeURIComponent(id)} />
}
