'use client'

import { useTranslations } from 'next-intl'

import { SettingsSection } from '@/components/settings/settings-section'
import { LIMITS } from '@/lib/domain/limits'
import { EVIDENCE_MESSAGES, REPORTABLE_AFTER_END_MS } from '@/lib/domain/moderation'
import { KEPT_DAYS } from '@/lib/domain/retention'

const MINUTE_MS = 60_000
const LONGEST_COUNT_MS = Math.max(
  ...Object.values(LIMITS).flatMap(({ per, windowMs }) =>
    per === 'address' || per === 'range' ? [windowMs] : [],
  ),
)

/** What is kept, in the figures that the code goes by. */
const KEPT = {
  messages: { minutes: REPORTABLE_AFTER_END_MS / MINUTE_MS },
  evidence: { messages: EVIDENCE_MESSAGES, days: KEPT_DAYS.evidence },
  conversations: { days: KEPT_DAYS.evidence },
  files: { days: KEPT_DAYS.evidence },
  mentions: {},
  visits: {},
  presence: { days: KEPT_DAYS.personDays },
  reading: {},
  typing: {},
  meetings: { days: KEPT_DAYS.sessions },
  quality: { days: KEPT_DAYS.sessions },
  days: { days: KEPT_DAYS.personDays },
  account: {},
  coins: { days: KEPT_DAYS.unpaidOrders },
  logins: { days: KEPT_DAYS.logins },
  proofs: {},
  secondFactor: {},
  address: { minutes: LONGEST_COUNT_MS / MINUTE_MS },
  blocks: {},
  reports: {},
  audit: { days: KEPT_DAYS.audit },
} as const

/** What is stored, for how long, and who sees it. */
export function PrivacySection() {
  const t = useTranslations('settings.privacy')
  const words = (kind: keyof typeof KEPT, part: 'what' | 'long' | 'who') =>
    t(`${kind}.${part}` as 'evidence.what', KEPT[kind] as (typeof KEPT)['evidence'])
  return (
    <SettingsSection id="privacy" title={t('title')} lead={t('lead')}>
      <ul className="flex flex-col divide-y divide-line">
        {(Object.keys(KEPT) as (keyof typeof KEPT)[]).map((kind) => (
          <li key={kind} className="flex flex-col gap-2 py-4 first:pt-0 last:pb-0">
            <h3 className="text-small font-[560]">{words(kind, 'what')}</h3>
            <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
              <dt className="text-muted">{t('long')}</dt>
              <dd>{words(kind, 'long')}</dd>
              <dt className="text-muted">{t('who')}</dt>
              <dd>{words(kind, 'who')}</dd>
            </dl>
          </li>
        ))}
      </ul>
    </SettingsSection>
  )
}
