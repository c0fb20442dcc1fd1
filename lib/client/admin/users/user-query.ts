import { ROLES } from '@/lib/domain/accounts'

export const TIERS = ['0', '1', '2'] as const
export const FLAGS = ['true', 'false'] as const

const SHOWN = 50
/** A page of the export; the most that the server answers at once. */
const EXPORTED = 100

type Params = Pick<URLSearchParams, 'get'>

/** What the address asks the server for; what it does not know is left out. */
function userQuery(params: Params, limit = SHOWN): URLSearchParams {
  const query = new URLSearchParams({ limit: String(limit) })
  const copy = (name: string, known?: readonly string[]) => {
    const value = params.get(name)?.trim()
    if (value && (!known || known.includes(value))) query.set(name, value)
  }
  copy('search')
  copy('role', ROLES)
  copy('tier', TIERS)
  copy('banned', FLAGS)
  copy('reported', FLAGS)
  copy('before')
  copy('beforeId')
  return query
}

/** Where in the pages those stand that come after this one. */
export function placeAfter(last: { createdAt: string; userId: string } | undefined) {
  return { before: last?.createdAt, beforeId: last?.userId }
}

export const userListPath = (params: Params) => `/api/admin/users?${userQuery(params).toString()}`

/** One page of an export: everything that fits the filters, wherever the reader is in the pages. */
export function exportPath(params: Params, last: { createdAt: string; userId: string } | undefined): string {
  const query = userQuery(params, EXPORTED)
  for (const [name, value] of Object.entries(placeAfter(last))) {
    query.delete(name)
    if (value) query.set(name, value)
  }
  return `/api/admin/users?${query.toString()}`
}
