'use client'

import { Copy, KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'

import { Button } from '@/components/ui/button'
import { copyText } from '@/lib/client/browser/copy-text'

interface ShownKeyProps {
  name: string
  tenantKey: string
  onKept: () => void
}

/** A key that was just made, the one time that it is shown. */
export function ShownKey({ name, tenantKey, onKept }: ShownKeyProps) {
  const t = useTranslations('admin.tenants')
  const [isCopied, setIsCopied] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [tenantKey])
  return (
    <section className="flex flex-col gap-3 rounded-lg border border-line-strong bg-raised p-4">
      <h2 ref={heading} tabIndex={-1} className="flex items-center gap-2 text-body font-[620] outline-none">
        <KeyRound aria-hidden className="size-5" />
        {t('keyOf', { name })}
      </h2>
      <p className="text-small text-muted">{t('keyOnce')}</p>
      <code dir="ltr" className="font-mono text-small break-all select-all">
        {tenantKey}
      </code>
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={() => void copyText(tenantKey).then(setIsCopied)}>
          <Copy aria-hidden />
          {t('copy')}
        </Button>
        <Button look="primary" onClick={onKept}>
          {t('kept')}
        </Button>
        <p role="status" className="text-small">
          {isCopied && t('copied')}
        </p>
      </div>
    </section>
  )
}
