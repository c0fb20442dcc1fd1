import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { LazyChannelsScreen } from '@/components/messages/lazy-screens'
import { requireViewer } from '../enter'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('conversations.channels'))('title'), robots: { index: false } }
}

/** The channels that one may join. */
export default async function ChannelsPage() {
  await requireViewer('/channels')
  return <LazyChannelsScreen />
}
