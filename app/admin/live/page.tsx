import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { LiveSessions } from '@/components/admin/live/live-sessions'

import { admit } from '../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.live'))('title') }
}

export default async function LiveSessionsPage() {
  await admit('admin.dashboard')
  return <LiveSessions />
}
