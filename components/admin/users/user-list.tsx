'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { Pager } from '@/components/admin/pager'
import { ProblemNote } from '@/components/admin/problem-note'
import { UserFilters } from '@/components/admin/users/user-filters'
import { UserTable } from '@/components/admin/users/user-table'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { UserPage, UserRow } from '@/lib/client/admin/rest'
import { useAddress } from '@/lib/client/admin/use-address'
import { useRemote } from '@/lib/client/admin/use-remote'
import { useUserExport } from '@/lib/client/admin/users/use-user-export'
import { placeAfter, userListPath } from '@/lib/client/admin/users/user-query'

/** Accounts, searched and filtered by the server; the filters are in the address. */
export function UserList() {
  const t = useTranslations('admin.users')
  const { params } = useAddress()
  const { data, problem, again } = useRemote<UserPage>(userListPath(params), 0)
  const columns = useColumnNames()
  const { state, run } = useUserExport(params, (users) => ({
    columns,
    rows: users.map(toCells),
  }))
  const failed = state !== 'ready' && state !== 'busy' ? state : undefined
  const trouble = problem ?? failed

  return (
    <div className="flex flex-col gap-4">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-title font-[640]">{t('title')}</h1>
        <Button busy={state === 'busy'} onClick={() => void run()}>
          <Download aria-hidden />
          {t('export')}
        </Button>
      </header>
      <UserFilters />
      {trouble && <ProblemNote problem={trouble} onRetry={problem ? again : () => void run()} />}
      {data ? <Users page={data} /> : !problem && <TableSkeleton label={t('loading')} />}
    </div>
  )
}

function Users({ page: { users, hasMore } }: { page: UserPage }) {
  const t = useTranslations('admin.users')
  if (users.length === 0) {
    return (
      <div className="flex max-w-[36rem] flex-col gap-2 py-10">
        <p className="text-lead font-[620]">{t('emptyTitle')}</p>
        <p className="text-muted">{t('empty')}</p>
      </div>
    )
  }
  return (
    <>
      <UserTable users={users} />
      <Pager hasMore={hasMore} after={placeAfter(users.at(-1))} />
    </>
  )
}

function useColumnNames(): string[] {
  const t = useTranslations('admin.users.column')
  return [
    t('id'),
    t('name'),
    t('email'),
    t('role'),
    t('tier'),
    t('banned'),
    t('until'),
    t('reports'),
    t('since'),
  ]
}

function toCells(user: UserRow) {
  const { userId, displayName, email, role, tier, banned, bannedUntil, reportsAgainst, createdAt } = user
  return [userId, displayName, email, role, tier, banned ? 1 : 0, bannedUntil, reportsAgainst, createdAt]
}

function TableSkeleton({ label }: { label: string }) {
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="sr-only">
        {label}
      </p>
      {Array.from({ length: 10 }, (_, index) => (
        <Skeleton key={index} className="h-11" />
      ))}
    </div>
  )
}
