import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { ConversationView } from '@/components/admin/conversations/conversation-view'

import { admit } from '../../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.conversation'))('title') }
}

export default async function ConversationPage({ params }: { params: Promise<{ id: string }> }) {
  await admit('chat.manage_channels')
  const { id } = await params
  return <ConversationView key={id} id={decodeURIComponent(id)} />
}
