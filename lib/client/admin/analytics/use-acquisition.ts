'use client'

import type { z } from 'zod'

import { useFigures } from '@/lib/client/admin/analytics/use-figures'
import type { acquisitionRest } from '@/lib/contracts/omegoo/acquisition-rest'
import type { SignupDimension } from '@/lib/domain/acquisition'

/** What `GET /api/admin/acquisition` answers. */
export type SignupReport = z.output<typeof acquisitionRest.acquisition.response>['data']

/** The report of what a filter means by one dimension. */
export function useAcquisition(filter: string, by: SignupDimension, news: number) {
  return useFigures<SignupReport>(`/api/admin/acquisition?${filter}${filter && '&'}by=${by}`, news)
}
