import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { ConversationList } from '@/components/admin/conversations/conversation-list'

import { admit } from '../access'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('admin.conversations'))('title') }
}

export default async function ConversationsPage() {
  await admit('chat.manage_channels')
  return <ConversationList />
}
