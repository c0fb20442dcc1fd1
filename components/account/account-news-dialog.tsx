'use client'

import { useTranslations } from 'next-intl'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { AccountNews } from '@/lib/client/account/page-account'

/** Over a page that belongs to the account before: it can only be opened anew. */
export function AccountNewsDialog({ news }: { news: AccountNews }) {
  const t = useTranslations('common.accountNews')
  const reload = () => location.reload()
  return (
    <Dialog
      open
      // There is one way on, whatever one presses.
      onOpenChange={reload}
      title={t(`${news}.title`)}
      description={t(`${news}.text`)}
      closeLabel={t(`${news}.reload`)}
      actions={
        <Button look="primary" onClick={reload}>
          {t(`${news}.reload`)}
        </Button>
      }
    >
      {null}
    </Dialog>
  )
}
