/** What suggests that a line may work now, or better. */
export type WakeUp = 'network' | 'visible'

/** @returns what ends it */
export type WakeUps = (listener: (wakeUp: WakeUp) => void) => () => void

/** The browser's: the network is back or another one, the page is looked at again (a phone may have frozen it). */
export const browserWakeUps: WakeUps = (listener) => {
  const { connection } = navigator as { readonly connection?: EventTarget }
  const network = () => listener('network')
  const visible = () => {
    if (document.visibilityState === 'visible') listener('visible')
  }
  window.addEventListener('online', network)
  connection?.addEventListener('change', network)
  document.addEventListener('visibilitychange', visible)
  return () => {
    window.removeEventListener('online', network)
    connection?.removeEventListener('change', network)
    document.removeEventListener('visibilitychange', visible)
  }
}
