'use client'

import { Smartphone, Share, SquarePlus } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Dialog } from '@/components/ui/dialog'

/** How to install on iOS, where only the person can do it. */
export function IosGuide({ onClose }: { onClose: () => void }) {
  const t = useTranslations('common')
  const steps = [
    { icon: <Share aria-hidden />, text: t('install.ios.share') },
    { icon: <SquarePlus aria-hidden />, text: t('install.ios.add') },
    { icon: <Smartphone aria-hidden />, text: t('install.ios.open') },
  ]
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('install.ios.title')}
      closeLabel={t('close')}
    >
      <ol className="flex flex-col gap-2 pb-2">
        {steps.map(({ icon, text }) => (
          <li key={text} className="flex min-h-11 items-center gap-3 [&>svg]:size-6 [&>svg]:shrink-0">
            {icon}
            {text}
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
