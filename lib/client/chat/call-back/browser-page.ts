import type { Page } from './call-back'

/** The page as the browser sees it: away when it is hidden, or another window has the focus. */
export const browserPage: Page = {
  isAway: () => document.visibilityState === 'hidden' || !document.hasFocus(),
  onReturn: (back) => {
    const look = () => {
      if (!browserPage.isAway()) back()
    }
    window.addEventListener('focus', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      window.removeEventListener('focus', look)
      document.removeEventListener('visibilitychange', look)
    }
  },
}
