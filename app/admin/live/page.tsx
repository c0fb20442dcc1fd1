import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { Broadcasts } from '@/components/admin/live/broadcasts'
import { LiveSessions } from '@/components/admin/live/live-sessions'

import { isPermitted } from '@/lib/domain/permissions'

import { admit } from '../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.live'))('title') }
}

export default async function LiveSessionsPage() {
  const { role } = await admit('admin.dashboard')
  return (
    <div className="flex flex-col gap-5">
      <LiveSessions />
      {isPermitted(role, 'chat.send_broadcasts') && <Broadcasts />}
    </div>
  )
}
