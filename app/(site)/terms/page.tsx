import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { LegalText } from '@/components/site/legal-text'
import { SiteFrame } from '@/components/site/site-frame'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('legal'))('terms.title') }
}

export default function TermsPage() {
  return (
    <SiteFrame>
      <LegalText
        document="terms"
        sections={['who', 'conduct', 'consequences', 'evidence', 'service', 'changes']}
      />
    </SiteFrame>
  )
}
