import { getTranslations } from 'next-intl/server'

import { pageViewer } from '@/app/viewer'
import { InstallApp } from '@/components/pwa/install-app'
import { Doors } from '@/components/site/doors'
import { KeepOrigin } from '@/components/site/keep-origin'
import { LivePeople } from '@/components/site/live-people'
import { Safety } from '@/components/site/safety'
import { SettingsLink, SignInLink } from '@/components/site/settings-link'
import { SiteFrame } from '@/components/site/site-frame'
import { TwoCircles } from '@/components/site/two-circles'
import { getRuntime } from '@/lib/server/runtime-slot'

/** What it is, three doors, who is here, and what keeps it safe. On a phone the open door is under the thumb. */
export default async function LandingPage() {
  const t = await getTranslations('landing')
  const viewer = await pageViewer()
  return (
    <SiteFrame
      aside={
        <div className="-me-2 flex items-center gap-2 sm:-me-4 sm:gap-4">
          <LivePeople initial={getRuntime().live()} />
          {viewer ? <SettingsLink /> : <SignInLink />}
        </div>
      }
    >
      <KeepOrigin />
      {/* What stands in the middle or on the bottom moves while more of the page comes: it is shown once all of it is there. */}
      <main id="content" className="flex flex-1 flex-col not-has-[#safety]:invisible">
        <div className="mx-auto flex min-h-[calc(100svh-60px)] w-full max-w-6xl flex-1 flex-col gap-8 px-5 pt-4 pb-8 lg:min-h-[calc(100svh-140px)] lg:flex-row lg:items-center lg:gap-16 lg:px-8">
          <div className="flex flex-1 items-center justify-center lg:order-2 [@media(max-height:640px)_and_(max-width:1023px)]:hidden">
            <TwoCircles
              pose="meeting"
              names={{ left: t('circles.left'), right: t('circles.right') }}
              className="w-[min(86%,20rem)] lg:w-full"
            />
          </div>
          <div className="flex flex-col gap-6 lg:w-[34rem] lg:gap-9">
            <div className="flex flex-col gap-4">
              <h1 className="text-display font-[660]">{t('title')}</h1>
              <p className="max-w-[30rem] text-body text-balance text-muted lg:text-lead">{t('lead')}</p>
            </div>
            <Doors />
            <InstallApp />
          </div>
        </div>
        <Safety />
      </main>
    </SiteFrame>
  )
}
