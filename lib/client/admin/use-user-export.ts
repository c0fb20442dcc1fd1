'use client'

import { useState } from 'react'

import { saveCsv, type Sheet } from '@/lib/client/admin/csv'
import { type Problem, problemOf, type UserPage, type UserRow } from '@/lib/client/admin/rest'
import { exportPath } from '@/lib/client/admin/user-query'
import { api } from '@/lib/client/api'

/** More than this many pages are no table any more, and would wear the server's limits out. */
const MOST_PAGES = 100

/** Collects every account that fits the filters, page by page, and hands it over as one file. */
export function useUserExport(
  params: Pick<URLSearchParams, 'get'>,
  toSheet: (users: readonly UserRow[]) => Sheet,
) {
  const [state, setState] = useState<'ready' | 'busy' | Problem>('ready')
  const run = async () => {
    setState('busy')
    const users: UserRow[] = []
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const result = await api.get<UserPage>(exportPath(params, users.at(-1)))
      if (!result.ok) return setState(problemOf(result) ?? 'unexpected')
      users.push(...result.data.users)
      if (!result.data.hasMore) break
    }
    saveCsv('omegoo-users', toSheet(users))
    setState('ready')
  }
  return { state, run }
}
