'use client'

import { Copy, Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'

import { DoneNote } from '@/components/settings/done-note'
import { Button } from '@/components/ui/button'
import { copyText } from '@/lib/client/browser/copy-text'
import { saveText } from '@/lib/client/browser/save-file'

interface RecoveryCodesProps {
  codes: readonly string[]
  /** They will not be shown again. */
  onKept: () => void
}

/** Shows new recovery codes, the one time that they are shown. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const t = useTranslations('settings.secondFactor')
  const [isCopied, setIsCopied] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const text = codes.join('\n')
  return (
    <div className="flex flex-col gap-4 rounded-md bg-raised p-4">
      <div className="flex flex-col gap-1">
        <h3 ref={heading} tabIndex={-1} className="text-body font-[600] outline-none">
          {t('codesTitle')}
        </h3>
        <p className="text-small text-muted">{t('codesLead')}</p>
      </div>
      <ol dir="ltr" className="grid grid-cols-2 gap-x-6 gap-y-2 font-mono text-body tabular-nums sm:max-w-sm">
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ol>
      <DoneNote text={isCopied ? t('copied') : undefined} />
      <div className="flex flex-wrap gap-3">
        <Button onClick={() => void copyText(text).then(setIsCopied)}>
          <Copy aria-hidden />
          {t('copy')}
        </Button>
        <Button onClick={() => saveText('omegoo-recovery-codes.txt', `${text}\n`, 'text/plain')}>
          <Download aria-hidden />
          {t('save')}
        </Button>
        <Button look="primary" onClick={onKept}>
          {t('kept')}
        </Button>
      </div>
    </div>
  )
}
