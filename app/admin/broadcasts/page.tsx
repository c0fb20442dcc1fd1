import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { SentBroadcasts } from '@/components/admin/broadcasts/sent-broadcasts'

import { admit } from '../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.broadcasts'))('title') }
}

export default async function BroadcastsPage() {
  await admit('chat.send_broadcasts')
  return <SentBroadcasts />
}
