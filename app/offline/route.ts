import type { NextRequest } from 'next/server'

import { loadCatalogue } from '@/lib/i18n/catalogue'
import { toLocale } from '@/lib/i18n/locales'
import { plainPage } from '@/lib/i18n/plain-page'

/**
 * What is shown instead of a page when there is no network. It holds nothing personal, so that it may be kept. The link asks for the
 * address again that could not be had.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const locale = toLocale(request.nextUrl.searchParams.get('locale') ?? undefined)
  const { brand, offline } = (await loadCatalogue(locale)).common
  const { title, text, retry } = offline
  return new Response(plainPage({ locale, brand, title, text, action: { href: '', label: retry } }), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    },
  })
}
