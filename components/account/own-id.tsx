'use client'

import { Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Button } from '@/components/ui/button'
import { copyText } from '@/lib/client/browser/copy-text'

/** One's own id, by which others can write to one and invite one. */
export function OwnId({ account }: { account: string }) {
  const t = useTranslations('common.ownId')
  const [isCopied, setIsCopied] = useState(false)
  return (
    <div className="flex flex-col gap-1 text-small">
      <p className="font-[560]">{t('label')}</p>
      <div className="flex items-center gap-2">
        <code dir="ltr" className="min-w-0 flex-1 rounded-sm bg-raised px-3 py-2 text-caption wrap-anywhere">
          {account}
        </code>
        <Button onClick={() => void copyText(account).then(setIsCopied)}>
          <Copy aria-hidden />
          {t(isCopied ? 'copied' : 'copy')}
        </Button>
      </div>
    </div>
  )
}
