import type { Counters } from './counters'
import { CHAT_TYPES, type ChatType } from './sessions'

/**
 * Levels that are told by differences: a tenant's people here, those who wait for a kind, and its sessions, are what came less what went. A
 * process that dies takes what it counted in its last second along, so that they may be off by as much until nobody of the tenant
 * was here for an hour; whoever reads them keeps them between nothing and what the whole server has.
 */
const PREFIX = 'now.'
export const NOW_HERE = `${PREFIX}here`
export const NOW_SESSIONS = `${PREFIX}sessions`
export const nowWaiting = (chatType: ChatType): string => `${PREFIX}waiting.${chatType}`

/** Whether anybody of the tenant is here or waits. */
export const isAnybodyIn = (counters: Counters): boolean =>
  [NOW_HERE, ...CHAT_TYPES.map(nowWaiting)].some((name) => (counters[name] ?? 0) > 0)

/** What was counted, without differences: these are no counts. */
export const withoutLevels = (counters: Counters): Counters =>
  Object.fromEntries(Object.entries(counters).filter(([name]) => !name.startsWith(PREFIX)))
