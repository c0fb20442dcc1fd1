'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'

import { type Shortcut, ShortcutList } from '@/components/session/shortcut-list'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useKeys } from '@/lib/client/admin/reports/use-keys'

const KEYS = [
  ['J', 'next'],
  ['K', 'previous'],
  ['R', 'resolve'],
  ['D', 'dismiss'],
  ['V', 'review'],
  ['B', 'ban'],
  ['W', 'warn'],
  ['N', 'note'],
  ['U', 'back'],
  ['?', 'help'],
] as const

/** What the keyboard can do at a case, behind `?` and a button. */
export function DeskKeys() {
  const t = useTranslations('admin.keys')
  const [isOpen, setIsOpen] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  useKeys({ '?': () => setIsOpen(true) })
  const shortcuts: readonly Shortcut[] = KEYS.map(([key, does]) => ({ keys: [key], does: t(does) }))
  return (
    <>
      <Button look="quiet" className="max-xl:hidden" aria-keyshortcuts="?" onClick={() => setIsOpen(true)}>
        {t('open')}
      </Button>
      {isOpen && (
        <Dialog
          open
          form="sheet"
          onOpenChange={(open) => !open && setIsOpen(false)}
          title={t('title')}
          closeLabel={t('close')}
          initialFocus={list}
        >
          {/* Has the focus first: the tip of the button that closes would cover the first key. */}
          <div ref={list} tabIndex={-1} className="outline-none">
            <ShortcutList shortcuts={shortcuts} roomy />
          </div>
        </Dialog>
      )}
    </>
  )
}
