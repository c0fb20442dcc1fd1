import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { LazyThreadScreen } from '@/components/messages/lazy-screens'
import { requireViewer } from '../../enter'

interface PageProps {
  params: Promise<{ id: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('conversations'))('title'), robots: { index: false } }
}

/** A conversation of two, or of another kind that is no channel. */
export default async function ConversationPage({ params }: PageProps) {
  const { id } = await params
  await requireViewer(`/messages/${id}`)
  return <LazyThreadScreen conversationId={decodeURIComponent(id)} isChannel={false} />
}
