'use client'

import { useEffect, useState } from 'react'

import { claimCase, releaseCase } from '@/lib/client/admin/casework/casework-rest'
import { browserClock } from '@/lib/client/clock'

/** `theirs`: another moderator has the case. */
export type ClaimState = 'none' | 'mine' | 'theirs'

const CLAIMED = 9011
/** Who only walks past a case does not take it. */
const SETTLE_MS = 500
/** A claim holds a minute. */
const RENEW_MS = 20_000

/**
 * Holds a case while it is looked at, and gives it back afterwards.
 *
 * @param isWanted - whether there is anything left to decide
 * @param news - whatever changes when somebody took a case or gave one back
 */
export function useClaim(caseId: string, isWanted: boolean, news: number): ClaimState {
  const [claim, setClaim] = useState<{ readonly of: string; readonly state: ClaimState }>()

  useEffect(() => {
    if (!isWanted) return undefined
    let isHere = true
    let drop = () => {}
    const ask = async () => {
      const result = await claimCase(caseId)
      if (!isHere) {
        // Left while it was asked for.
        if (result.ok) void releaseCase(caseId)
        return
      }
      const isTheirs = !result.ok && !result.offline && result.code === CLAIMED
      setClaim({ of: caseId, state: result.ok ? 'mine' : isTheirs ? 'theirs' : 'none' })
      drop = browserClock.later(RENEW_MS, () => void ask())
    }
    drop = browserClock.later(SETTLE_MS, () => void ask())
    return () => {
      isHere = false
      drop()
    }
  }, [caseId, isWanted, news])

  const isMine = claim?.of === caseId && claim.state === 'mine'
  useEffect(() => {
    if (!isMine) return undefined
    return () => void releaseCase(caseId)
  }, [caseId, isMine])

  return isWanted && claim?.of === caseId ? claim.state : 'none'
}
