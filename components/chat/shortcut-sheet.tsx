'use client'

import { useTranslations } from 'next-intl'

import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'

/** What the keyboard can do here. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations('chat.shortcuts')
  const rows = [
    { keys: [t('enter')], does: t('send') },
    { keys: [t('shift'), t('enter')], does: t('newline') },
    { keys: [t('escape')], does: t('leave') },
    { keys: ['/'], does: t('write') },
    { keys: ['?'], does: t('help') },
  ]
  return (
    <Dialog
      open
      form="sheet"
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      closeLabel={t('close')}
    >
      <dl className="flex flex-col">
        {rows.map(({ keys, does }) => (
          <div
            key={does}
            className="flex min-h-11 items-center justify-between gap-4 border-b border-line py-2 last:border-0"
          >
            <dt className="order-2 flex shrink-0 gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className="text-small">{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
