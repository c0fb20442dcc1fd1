import type { Result } from '@/lib/client/api'
import { forgetBrowser } from './forget-browser'
import { browserClock } from '@/lib/client/clock'
import { markLeaving } from './leaving'
import { announceAccount } from './page-account'

/**
 * Ends the login or the account, and leaves for the start page with a browser that remembers neither. Nothing is forgotten
 * when the server did not do its part.
 */
export async function leaveAccount(end: () => Promise<Result<object>>): Promise<Result<object>> {
  markLeaving(browserClock.now())
  const result = await end()
  if (!result.ok) {
    markLeaving(undefined)
    return result
  }
  announceAccount(null)
  await forgetBrowser()
  // A whole new page: nothing of the old account is left in its memory.
  location.replace('/')
  return result
}
