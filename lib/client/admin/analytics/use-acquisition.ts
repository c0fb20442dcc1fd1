'use client'

import { useCallback, useEffect, useState } from 'react'
import type { z } from 'zod'

import { api, type Result } from '@/lib/client/api'
import type { acquisitionRest } from '@/lib/contracts/omegoo/acquisition-rest'
import type { SignupDimension } from '@/lib/domain/acquisition'

/** What `GET /api/admin/acquisition` answers. */
export type SignupReport = z.output<typeof acquisitionRest.acquisition.response>['data']

/** Figures, or what keeps them away; figures stay on the screen while others are fetched. */
export type SignupReportState =
  | { readonly phase: 'loading'; readonly report: SignupReport | undefined }
  | { readonly phase: 'ready'; readonly report: SignupReport }
  | { readonly phase: 'offline' | 'forbidden' | 'failed'; readonly report: SignupReport | undefined }

const FORBIDDEN = 2004

interface Answer {
  /** The question it belongs to. */
  readonly to: string
  readonly state: SignupReportState
}

/** The report of what a filter means by one dimension; asked again whenever one of them changes, or by `again`. */
export function useAcquisition(filter: string, by: SignupDimension) {
  const [answer, setAnswer] = useState<Answer>()
  const [times, setTimes] = useState(0)
  const query = `${filter}${filter && '&'}by=${by}`
  const question = `${query} ${times}`

  useEffect(() => {
    let isWanted = true
    void api.get<SignupReport>(`/api/admin/acquisition?${query}`).then((result) => {
      if (isWanted) setAnswer((last) => ({ to: question, state: stateAfter(result, last?.state.report) }))
    })
    return () => {
      isWanted = false
    }
  }, [query, question])

  const state: SignupReportState =
    answer?.to === question ? answer.state : { phase: 'loading', report: answer?.state.report }
  return { state, again: useCallback(() => setTimes((count) => count + 1), []) }
}

function stateAfter(result: Result<SignupReport>, report: SignupReport | undefined): SignupReportState {
  if (result.ok) return { phase: 'ready', report: result.data }
  if (result.offline) return { phase: 'offline', report }
  return result.code === FORBIDDEN ? { phase: 'forbidden', report: undefined } : { phase: 'failed', report }
}
