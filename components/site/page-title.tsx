'use client'

import { usePageTitle } from '@/lib/client/browser/use-page-title'

/** The tab's title, for what stands in a page's place: a refusal that comes while the page is rendered keeps the page's own. */
export function PageTitle({ title }: { title: string }) {
  usePageTitle(title)
  return null
}
