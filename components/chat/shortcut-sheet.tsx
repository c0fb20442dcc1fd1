'use client'

import { useTranslations } from 'next-intl'

import { useChatShortcuts } from '@/components/chat/use-chat-shortcuts'
import { ShortcutList } from '@/components/session/shortcut-list'
import { Dialog } from '@/components/ui/dialog'

/** What the keyboard can do here. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations('chat.shortcuts')
  const shortcuts = useChatShortcuts()
  return (
    <Dialog
      open
      form="sheet"
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      closeLabel={t('close')}
    >
      <ShortcutList shortcuts={shortcuts} roomy />
    </Dialog>
  )
}
