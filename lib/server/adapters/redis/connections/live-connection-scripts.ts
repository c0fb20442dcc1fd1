import { z } from 'zod'
import { DEVICE_KINDS, type LiveConnection } from '@/lib/domain/live-connection'
import type { TenantId } from '@/lib/domain/ids'
import { luaSource } from '../lua-source'
import { defineScript } from '../scripts'

/** So that the order of the bytes is that of time, for some centuries. */
const TIME_DIGITS = 14

const rest = z.object({
  connection: z.string(),
  user: z.string(),
  namespace: z.string(),
  contracts: z.array(z.string()),
  device: z.enum(DEVICE_KINDS),
})

/** A connection as a member of its process' set: by tenant, then by age. */
export function memberOf({ tenant, since, ...others }: LiveConnection): string {
  return `${tenant}\n${String(since).padStart(TIME_DIGITS, '0')}\n${JSON.stringify(others)}`
}

const member = z.string().transform((text): LiveConnection => {
  const [tenant = '', since = '', ...json] = text.split('\n')
  return { tenant, since: Number(since), ...rest.parse(JSON.parse(json.join('\n'))) }
})

interface Keeping {
  readonly key: string
  readonly process: string
  readonly leaseMs: number
  /** Nothing that was known of the process holds any more. */
  readonly isAnew: boolean
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

/** Renews what is known of a process, with what changed. @returns how many of its connections are known */
export const KEEP_LIVE = defineScript<Keeping, number>({
  lua: luaSource({}, 'connections/keep-live.lua'),
  input: ({ key, process, leaseMs, isAnew, removed, added }) => ({
    keys: [key],
    args: [process, leaseMs, isAnew, removed.length, ...removed, ...added],
  }),
  reply: z.number(),
})

export const PAGE_OF_LIVE = defineScript<
  { key: string; tenant: TenantId; from: number; limit: number },
  { total: number; connections: LiveConnection[] }
>({
  lua: luaSource({}, 'connections/page-of-live.lua'),
  input: ({ key, tenant, from, limit }) => ({ keys: [key], args: [tenant, from, limit] }),
  reply: z.tuple([z.number(), z.array(member)]).transform(([total, connections]) => ({ total, connections })),
})
