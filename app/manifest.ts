import type { MetadataRoute } from 'next'

import { loadCatalogue } from '@/lib/i18n/catalogue'
import { locales } from '@/lib/i18n/locales'
import { requestedLocale } from '@/lib/i18n/requested-locale'

type Icon = NonNullable<MetadataRoute.Manifest['icons']>[number]

/** Next's type knows two purposes; the manifest has a third. @see W3C Web Application Manifest, "purpose member" */
const MONOCHROME = 'monochrome' as Icon['purpose']

const icon = (name: string, size: number, purpose: Icon['purpose']): Icon => ({
  src: `/icons/${name}-${size}.png`,
  sizes: `${size}x${size}`,
  type: 'image/png',
  purpose,
})

/** What a device needs to install the app. Browsers fetch it without cookies, so it speaks the browser's language. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const locale = await requestedLocale()
  const { brand, tagline, description, install } = (await loadCatalogue(locale)).common
  return {
    id: '/',
    name: `${brand} · ${tagline}`,
    short_name: brand,
    description,
    lang: locale,
    dir: locales[locale].direction,
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#0b0f17',
    theme_color: '#0b0f17',
    categories: ['social', 'communication'],
    icons: [
      icon('any', 192, 'any'),
      icon('any', 512, 'any'),
      icon('maskable', 192, 'maskable'),
      icon('maskable', 512, 'maskable'),
      icon('monochrome', 512, MONOCHROME),
    ],
    screenshots: [
      screenshot('phone-start', '780x1688', 'narrow', install.pictures.start),
      screenshot('phone-chat', '780x1688', 'narrow', install.pictures.chat),
      screenshot('desktop-start', '1280x800', 'wide', install.pictures.start),
      screenshot('desktop-chat', '1280x800', 'wide', install.pictures.chat),
    ],
    shortcuts: [
      {
        name: install.shortcuts.chat,
        url: '/chat',
        icons: [{ src: '/icons/any-192.png', sizes: '192x192', type: 'image/png' }],
      },
    ],
  }
}

function screenshot(name: string, sizes: string, form_factor: 'narrow' | 'wide', label: string) {
  return { src: `/screenshots/${name}.png`, sizes, type: 'image/png', form_factor, label } as const
}
