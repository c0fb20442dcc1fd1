import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { LazyThreadScreen } from '@/components/messages/lazy-screens'
import { requireViewer } from '../../enter'

interface PageProps {
  params: Promise<{ id: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('conversations.channels'))('title'), robots: { index: false } }
}

/** A channel: what is written in it, or the way in. */
export default async function ChannelPage({ params }: PageProps) {
  const { id } = await params
  await requireViewer(`/channels/${id}`)
  return <LazyThreadScreen conversationId={decodeURIComponent(id)} isChannel />
}
