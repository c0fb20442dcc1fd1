'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { lazy, Suspense, useState } from 'react'

import { useInstall } from '@/lib/client/pwa/use-install'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const IosGuide = lazy(
  untilLoaded(() => import('@/components/pwa/ios-guide').then((module) => ({ default: module.IosGuide }))),
)

/**
 * Installs the app where the platform asks by itself, and explains how where it does not. The line keeps its
 * height without the button, so that nothing moves when the platform makes up its mind.
 */
export function InstallApp() {
  const t = useTranslations('common.install')
  const { way, install } = useInstall()
  const [isGuided, setGuided] = useState(false)
  return (
    <div className="min-h-11">
      {way && (
        <button
          type="button"
          onClick={() => (way === 'guide' ? setGuided(true) : void install())}
          className="-ms-2 inline-flex min-h-11 animate-fade items-center gap-2 rounded-sm px-2 text-small font-[560] text-accent-ink underline-offset-4 hover:underline [&>svg]:size-4"
        >
          <Download aria-hidden />
          {t('action')}
        </button>
      )}
      {isGuided && (
        <Suspense>
          <IosGuide onClose={() => setGuided(false)} />
        </Suspense>
      )}
    </div>
  )
}
