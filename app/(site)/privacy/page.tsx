import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { LegalText } from '@/components/site/legal-text'
import { SiteFrame } from '@/components/site/site-frame'
import { PAUSE_MS } from '@/lib/domain/credibility'
import { KEPT_DAYS } from '@/lib/domain/retention'

const SECTIONS = [
  'conversation',
  'meeting',
  'conversations',
  'presence',
  'account',
  'origin',
  'partner',
  'browser',
  'moderation',
  'trust',
  'payments',
] as const

/** In days, a pause in minutes; what the deletion at night goes by. */
const KEPT = {
  evidence: KEPT_DAYS.evidence,
  days: KEPT_DAYS.personDays,
  casework: KEPT_DAYS.casework,
  unpaidOrders: KEPT_DAYS.unpaidOrders,
  pause: PAUSE_MS / 60_000,
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('legal'))('privacy.title') }
}

export default function PrivacyPage() {
  return (
    <SiteFrame>
      <LegalText document="privacy" sections={SECTIONS} values={KEPT} />
    </SiteFrame>
  )
}
