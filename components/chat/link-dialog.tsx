'use client'

import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Button } from '@/components/ui/button'
import { buttonLook } from '@/components/ui/button-look'
import { Dialog } from '@/components/ui/dialog'
import { linkTarget } from '@/lib/client/chat/log/link-target'

/** Where a link from a stranger really leads, before it is opened. */
export function LinkDialog({ href, onClose }: { href: string; onClose: () => void }) {
  const t = useTranslations('message.link')
  const { host, isDisguised, isPlain } = linkTarget(href)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('lead')}
      closeLabel={t('cancel')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <a
            href={href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            referrerPolicy="no-referrer"
            onClick={onClose}
            className={buttonLook({ look: 'primary' })}
          >
            <ExternalLink aria-hidden />
            {t('open')}
          </a>
        </>
      }
    >
      <dl className="flex flex-col gap-3 text-small">
        <div>
          <dt className="text-muted">{t('host')}</dt>
          <dd dir="ltr" className="text-start text-lead font-[620] wrap-anywhere">
            {host}
          </dd>
        </div>
        <div>
          <dt className="text-muted">{t('whole')}</dt>
          <dd dir="ltr" className="max-h-24 overflow-y-auto text-start wrap-anywhere">
            {href}
          </dd>
        </div>
      </dl>
      {isDisguised && <p className="text-small text-harm-ink">{t('disguised')}</p>}
      {isPlain && <p className="text-small text-muted">{t('plain')}</p>}
    </Dialog>
  )
}
