import './globals.css'
import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { cookies, headers } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'

import { preloadScriptFont } from '@/app/preload-script-font'
import { AppProvider } from '@/components/app/app-provider'
import { EarlyTaps } from '@/components/app/early-taps'
import { ClientMessages } from '@/components/i18n/client-messages'
import { FollowLanguage } from '@/components/i18n/follow-language'
import { ServiceWorker } from '@/components/pwa/service-worker'
import { KEEP_EARLY_TAPS } from '@/lib/client/browser/early-taps'
import { NONCE_HEADER } from '@/lib/client/browser/page-header'
import { THEME_COOKIE, themeClass, toTheme } from '@/lib/client/browser/theme'
import { locales } from '@/lib/i18n/locales'

/** The part of Inter that nearly every page needs, loaded first; globals.css brings the other scripts on demand. */
const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-inter',
  adjustFontFallback: false,
})

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common')
  return {
    title: { default: `${t('brand')} · ${t('tagline')}`, template: `%s · ${t('brand')}` },
    description: t('description'),
    applicationName: t('brand'),
    icons: { icon: '/icon.svg', apple: '/icons/apple-touch.png' },
    appleWebApp: { title: t('brand'), statusBarStyle: 'black-translucent' },
  }
}

export async function generateViewport(): Promise<Viewport> {
  const night = '#0b0f17'
  const day = '#f4f6f9'
  const theme = toTheme((await cookies()).get(THEME_COOKIE)?.value)
  const bySystem = [
    { media: '(prefers-color-scheme: dark)', color: night },
    { media: '(prefers-color-scheme: light)', color: day },
  ]
  return {
    themeColor: theme === 'system' ? bySystem : theme === 'dark' ? night : day,
    viewportFit: 'cover',
    interactiveWidget: 'resizes-content',
  }
}

/** Language, direction and theme come from cookies, so that the first paint is already right. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale()
  const t = await getTranslations('common')
  const theme = toTheme((await cookies()).get(THEME_COOKIE)?.value)
  const nonce = (await headers()).get(NONCE_HEADER)
  preloadScriptFont(locale)

  return (
    <html lang={locale} dir={locales[locale].direction} className={`${inter.variable} ${themeClass(theme)}`}>
      <body>
        {/* The browser hides a nonce from scripts, and so from the comparison with what the server has rendered. */}
        {nonce && (
          <script
            suppressHydrationWarning
            nonce={nonce}
            dangerouslySetInnerHTML={{ __html: KEEP_EARLY_TAPS }}
          />
        )}
        <a
          href="#content"
          className="sr-only rounded-md bg-accent px-4 py-3 text-on-accent focus-visible:not-sr-only focus-visible:fixed focus-visible:start-4 focus-visible:top-2 focus-visible:z-50"
        >
          {t('skipToContent')}
        </a>
        <AppProvider>
          <ClientMessages areas={['common', 'errors']}>{children}</ClientMessages>
        </AppProvider>
        <FollowLanguage />
        <ServiceWorker />
        <EarlyTaps />
      </body>
    </html>
  )
}
