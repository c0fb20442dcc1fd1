import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'

import type { Catalogue } from '@/lib/i18n/catalogue'

/** Sends the named areas' texts to the browser for the client components inside; the rest stays on the server. */
export async function ClientMessages({
  areas,
  children,
}: {
  areas: readonly (keyof Catalogue)[]
  children: ReactNode
}) {
  const catalogue = await getMessages()
  const sent = Object.fromEntries(areas.map((area) => [area, catalogue[area]]))
  return <NextIntlClientProvider messages={sent}>{children}</NextIntlClientProvider>
}
