'use client'

import { useState } from 'react'

import { saveCsv, type Sheet } from '@/lib/client/admin/csv'
import { everyUser } from './every-user'
import { type Problem, problemOf, type UserPage, type UserRow } from '@/lib/client/admin/rest'
import { exportPath } from './user-query'
import { api } from '@/lib/client/api'

/** Collects every account that fits the filters and hands them over as one file. */
export function useUserExport(
  params: Pick<URLSearchParams, 'get'>,
  toSheet: (users: readonly UserRow[]) => Sheet,
) {
  const [state, setState] = useState<'ready' | 'busy' | Problem>('ready')
  const run = async () => {
    setState('busy')
    const pageAfter = (last: UserRow | undefined) => api.get<UserPage>(exportPath(params, last))
    const users = await everyUser(pageAfter, seconds)
    if ('ok' in users) return setState(problemOf(users) ?? 'unexpected')
    saveCsv('omegoo-users', toSheet(users))
    setState('ready')
  }
  return { state, run }
}

const seconds = (count: number) => new Promise((resolve) => setTimeout(resolve, count * 1_000))
