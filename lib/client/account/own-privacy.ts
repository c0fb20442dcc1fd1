import type { z } from 'zod'
import { api } from '@/lib/client/api'
import type { privacyRest } from '@/lib/contracts/caas/privacy-rest'

/** What others learn of how one reads and types: true, they do. */
export type OwnPrivacy = z.output<typeof privacyRest.privacy.response>['data']

export const ownPrivacy = {
  read: () => api.get<OwnPrivacy>('/api/v1/privacy'),
  /** What is left out stays. */
  change: (changes: Partial<OwnPrivacy>) => api.put<OwnPrivacy>('/api/v1/privacy', changes),
}
