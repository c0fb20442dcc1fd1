import type { Page } from './call-back'

/** The page as the browser sees it: away when it is hidden, or another window has the focus. */
export const browserPage: Page = {
  isAway: () => document.visibilityState === 'hidden' || !document.hasFocus(),
  onReturn: (back) => {
    const handleReturn = () => {
      if (!browserPage.isAway()) back()
    }
    window.addEventListener('focus', handleReturn)
    document.addEventListener('visibilitychange', handleReturn)
    return () => {
      window.removeEventListener('focus', handleReturn)
      document.removeEventListener('visibilitychange', handleReturn)
    }
  },
}
