import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { LegalText } from '@/components/site/legal-text'
import { SiteFrame } from '@/components/site/site-frame'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('legal'))('privacy.title') }
}

export default function PrivacyPage() {
  return (
    <SiteFrame>
      <LegalText
        document="privacy"
        sections={['conversation', 'meeting', 'account', 'origin', 'partner', 'browser', 'moderation']}
      />
    </SiteFrame>
  )
}
