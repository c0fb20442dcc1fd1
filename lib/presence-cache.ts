import { getRuntime } from './server/runtime-slot'

/** People's presence for code of the server that asks for many. @see spec/caas.md "Batch Presence (with caching)" */
export const presenceCache = {
  /**
   * How these people are shown, in the order asked for; what another process changed shows two seconds later at most. It asks
   * for no permission: whom it is shown to is for the caller to decide.
   *
   * @example
   * const presences = await presenceCache.getBatchCachedPresence(['user-1', 'user-2', 'user-3'])
   * // [{ user_id: 'user-1', status: 'busy', custom_status: 'In a meeting', status_message: null, connection_count: 2 }, …]
   *
   * @param userIds - at most 1,000; who is not known is offline
   * @throws RangeError; Error: there is no server in this process
   */
  async getBatchCachedPresence(userIds: readonly string[]) {
    return getRuntime().figures.presences(userIds)
  },
}
