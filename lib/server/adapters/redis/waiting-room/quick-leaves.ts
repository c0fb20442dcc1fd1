import { z } from 'zod'
import type { Millis, UserId } from '@/lib/domain/ids'
import {
  HOLD_AT_MOST_MS,
  HOLD_FIRST_MS,
  LAST_STEP,
  NEWCOMER_MS,
  QUICK_LEAVES_WINDOW_MS,
} from '@/lib/domain/quick-leaves'
import {
  type CountedBy,
  JOIN_REMEMBERED_MS,
  ownNames,
  type QuickLeaveCounts,
} from '@/lib/server/ports/matching/quick-leaves'
import type { Keys } from '../keys'
import { luaSource } from '../lua-source'
import { defineScript, type RunScript } from '../scripts'

interface At {
  readonly root: string
  readonly now: Millis
  readonly user: UserId
}

const CONSTANTS = { HOLD_AT_MOST_MS, HOLD_FIRST_MS, LAST_STEP, QUICK_LEAVES_WINDOW_MS }

/** A script of quick leaves: what all of them begin with, then its own file. */
const script = (name: string) =>
  luaSource(CONSTANTS, 'waiting-room/quick-leaves.lua', `waiting-room/${name}.lua`)

const hold = defineScript({
  lua: script('hold'),
  input: ({ root, now, user, devices, address }: At & CountedBy) => ({
    keys: [root],
    args: [
      now,
      user,
      address === null ? '' : `address ${address}`,
      JOIN_REMEMBERED_MS,
      ...ownNames({ user, devices }),
    ],
  }),
  reply: z
    .tuple([z.number().nullable(), z.number()])
    .transform(([heldUntil, isNew]) => ({ heldUntil, isNew: isNew === 1 })),
})

const count = defineScript({
  lua: script('count-quick-leave'),
  input: ({ root, now, user, from }: At & { from: number }) => ({
    keys: [root],
    args: [now, user, from, ...ownNames({ user, devices: [] })],
  }),
  reply: z.literal(1),
})

const forget = defineScript({
  lua: script('forget-quick-leaves'),
  input: ({ root, now, user }: At) => ({
    keys: [root],
    args: [now, user, NEWCOMER_MS, ...ownNames({ user, devices: [] })],
  }),
  reply: z.literal(1),
})

/** Quick leaves of all processes. */
export function createRedisQuickLeaves(run: RunScript, keys: Keys): QuickLeaveCounts {
  const root = keys.quickLeaves
  return {
    hold: (who, now) => run(hold, { root, now, ...who }),
    count: async (user, from, now) => void (await run(count, { root, now, user, from })),
    forget: async (user, now) => void (await run(forget, { root, now, user })),
  }
}
