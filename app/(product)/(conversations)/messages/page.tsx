import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { requireViewer } from '../enter'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('conversations'))('title'), robots: { index: false } }
}

/** The list alone; on a desktop with room for what is opened. */
export default async function MessagesPage() {
  await requireViewer('/messages')
  const t = await getTranslations('conversations.list')
  return (
    <main
      id="content"
      className="flex flex-1 items-center justify-center px-6 text-center text-small text-muted"
    >
      <p>{t('choose')}</p>
    </main>
  )
}
