'use client'

import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table'
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'

import { Day } from '@/components/admin/moment'
import { PersonName } from '@/components/admin/person-name'
import type { UserRow } from '@/lib/client/admin/rest'

const features = tableFeatures({})
const helper = createColumnHelper<typeof features, UserRow>()
/** Numbers stand under each other by their ends. */
const NUMBERS: readonly string[] = ['tier', 'reportsAgainst']
/** On a phone they stand below the name. */
const BESIDE_NAME: readonly string[] = ['email', 'role', 'tier', 'createdAt']

/** Accounts as the server sent them; order, pages and filters are its own. */
export function UserTable({ users }: { users: readonly UserRow[] }) {
  const t = useTranslations('admin')
  const columns = useColumns()
  const data = useMemo(() => [...users], [users])
  const table = useTable({ features, columns, data, getRowId: (user) => user.userId })

  return (
    // Focusable, so that a keyboard can scroll it sideways.
    <div
      tabIndex={0}
      role="group"
      aria-label={t('users.title')}
      className="relative overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table className="w-full border-collapse text-small">
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th
                  key={header.id}
                  scope="col"
                  className={clsx(
                    'px-3 py-2 text-caption font-[560] whitespace-nowrap text-muted first:ps-4 last:pe-4',
                    BESIDE_NAME.includes(header.column.id) && 'max-sm:hidden',
                    NUMBERS.includes(header.column.id) ? 'text-end' : 'text-start',
                  )}
                >
                  <table.FlexRender header={header} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} className="border-t border-line hover:bg-raised">
              {row.getAllCells().map((cell) => (
                <td
                  key={cell.id}
                  className={clsx(
                    'h-11 px-3 py-1 first:ps-4 last:pe-4',
                    // A long name gives way to the columns beside it.
                    cell.column.id === 'name' && 'max-w-[16rem] max-sm:w-full max-sm:max-w-0',
                    BESIDE_NAME.includes(cell.column.id) && 'max-sm:hidden',
                    NUMBERS.includes(cell.column.id) && 'text-end tabular-nums',
                  )}
                >
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Name({ user }: { user: UserRow }) {
  const t = useTranslations('admin')
  const { email, role, tier, createdAt } = user
  return (
    <>
      <PersonName {...user} />
      <span className="block text-caption wrap-anywhere text-muted sm:hidden">
        {email !== null && <span className="block">{email}</span>}
        {t(`role.${role}`)} · {t('users.tier', { tier })} · <Day at={createdAt} />
      </span>
    </>
  )
}

function useColumns() {
  const t = useTranslations('admin')
  return useMemo(
    () =>
      helper.columns([
        helper.display({
          id: 'name',
          header: t('users.column.name'),
          cell: ({ row: { original } }) => <Name user={original} />,
        }),
        helper.accessor('email', {
          header: t('users.column.email'),
          cell: ({ getValue }) => getValue() ?? <span className="text-muted">–</span>,
        }),
        helper.accessor('role', {
          header: t('users.column.role'),
          cell: ({ getValue }) => t(`role.${getValue()}`),
        }),
        helper.accessor('tier', { header: t('users.column.tier') }),
        helper.accessor('reportsAgainst', { header: t('users.column.reports') }),
        helper.accessor('createdAt', {
          header: t('users.column.since'),
          cell: ({ getValue }) => <Day at={getValue()} />,
        }),
      ]),
    [t],
  )
}
