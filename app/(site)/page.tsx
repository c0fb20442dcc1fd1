import { getTranslations } from 'next-intl/server'

import { pageViewer } from '@/app/viewer'
import { InstallApp } from '@/components/pwa/install-app'
import { CountLanding } from '@/components/site/count-landing'
import { Doors } from '@/components/site/doors'
import { Example } from '@/components/site/example'
import { KeepOrigin } from '@/components/site/keep-origin'
import { LivePeople } from '@/components/site/live-people'
import { Members } from '@/components/site/members'
import { Safety } from '@/components/site/safety'
import { SettingsLink, SignInLink } from '@/components/site/settings-link'
import { SiteFrame } from '@/components/site/site-frame'
import { getRuntime } from '@/lib/server/runtime-slot'

/** What it is, three doors, who is here, and what keeps it safe. On a phone the doors are under the thumb. */
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
      <CountLanding />
      {/* What stands in the middle or on the bottom moves while more of the page comes: it is shown once all of it is there. */}
      <main id="content" className="flex flex-1 flex-col not-has-[#safety]:invisible">
        <div className="mx-auto grid min-h-[calc(100svh-60px)] w-full max-w-6xl flex-1 grid-rows-[auto_minmax(0,1fr)_auto] gap-6 px-5 pt-4 pb-6 lg:min-h-[calc(100svh-140px)] lg:grid-cols-[minmax(0,34rem)_minmax(0,1fr)] lg:grid-rows-[1fr_auto_auto_1fr] lg:gap-x-16 lg:gap-y-9 lg:px-8 xl:gap-x-24">
          <div className="flex flex-col gap-3 lg:row-start-2 lg:gap-4">
            <h1 className="text-display font-[660]">{t('title')}</h1>
            <p className="max-w-[30rem] text-body text-balance text-muted lg:text-lead">{t('lead')}</p>
          </div>
          <div className="grid content-center lg:col-start-2 lg:row-span-full lg:row-start-1 [@media(max-height:640px)_and_(max-width:1023px)]:hidden">
            <Example />
          </div>
          <div className="flex flex-col gap-3 max-lg:row-start-3 lg:row-start-3">
            <Doors />
            <InstallApp />
          </div>
        </div>
        <Members />
        <Safety />
      </main>
    </SiteFrame>
  )
}
