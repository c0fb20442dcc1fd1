const AT_THE_LATEST_MS = 5_000
/** Safari does not report when it is idle. */
const WITHOUT_A_SIGN_MS = 1_000

/** Runs once when the page has loaded and has nothing better to do. @returns what cancels it */
export function whenIdle(run: () => void): () => void {
  let cancel = () => {}
  const schedule = () => {
    if ('requestIdleCallback' in window) {
      const id = requestIdleCallback(run, { timeout: AT_THE_LATEST_MS })
      cancel = () => cancelIdleCallback(id)
    } else {
      const id = setTimeout(run, WITHOUT_A_SIGN_MS)
      cancel = () => clearTimeout(id)
    }
  }
  if (document.readyState === 'complete') schedule()
  else {
    window.addEventListener('load', schedule, { once: true })
    cancel = () => window.removeEventListener('load', schedule)
  }
  return () => cancel()
}
