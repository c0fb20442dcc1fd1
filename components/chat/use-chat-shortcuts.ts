'use client'

import { useTranslations } from 'next-intl'

import type { Shortcut } from '@/components/session/shortcut-list'

/** The keys of the text chat. @see lib/client/browser/use-shortcuts.ts */
export function useChatShortcuts(): readonly Shortcut[] {
  const t = useTranslations('chat.shortcuts')
  return [
    { keys: [t('enter')], does: t('send') },
    { keys: [t('shift'), t('enter')], does: t('newline') },
    { keys: [t('escape')], does: t('leave') },
    { keys: ['/'], does: t('write') },
    { keys: ['?'], does: t('help') },
  ]
}
