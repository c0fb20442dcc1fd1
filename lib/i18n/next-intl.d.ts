import type { Catalogue } from '@/lib/i18n/catalogue'
import type { Locale as AppLocale } from '@/lib/i18n/locales'

declare module 'next-intl' {
  interface AppConfig {
    Locale: AppLocale
    Messages: Catalogue
  }
}
