import type { Result } from '@/lib/client/api'
import { forgetBrowser } from './forget-browser'
import { announceAccount } from './page-account'

/**
 * Ends the login or the account, and leaves for the start page with a browser that remembers neither. Nothing is forgotten
 * when the server did not do its part.
 */
export async function leaveAccount(end: () => Promise<Result<object>>): Promise<Result<object>> {
  const result = await end()
  if (!result.ok) return result
  announceAccount(null)
  await forgetBrowser()
  // A whole new page: nothing of the old account is left in its memory.
  location.replace('/')
  return result
}
