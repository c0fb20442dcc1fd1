'use client'

import { useFormatter, useTranslations } from 'next-intl'

import type { ListedVisit } from '@/lib/client/visits/visits-rest'

type Titled = Pick<ListedVisit, 'isHost' | 'hostName' | 'participants' | 'participantCount'>

/** With whom a visit is: its host, or, for its host, those who come. */
export function useVisitTitle(): (visit: Titled) => string {
  const t = useTranslations('visits.list')
  const format = useFormatter()
  return ({ isHost, hostName, participants, participantCount }) => {
    if (!isHost) return t('with', { names: hostName })
    const names = participants.map(({ displayName }) => displayName)
    if (names.length === 0) return t('withNobody')
    const others = participantCount - 1 - names.length
    return others > 0
      ? t('withMore', { names: names.join(t('between')), count: others })
      : t('with', { names: format.list(names) })
  }
}
