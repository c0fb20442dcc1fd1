declare global {
  interface Window {
    /** The newest tap on a button while nothing listened yet. */
    earlyTap?: MouseEvent
    keepEarlyTap?: (event: MouseEvent) => void
  }
}

/** Goes inline into every page, before its other scripts: on a slow network one taps before they have come. */
export const KEEP_EARLY_TAPS = `addEventListener('click',window.keepEarlyTap=function(e){if(e.target.closest('button[type=button]'))window.earlyTap=e},true)`

/**
 * Does what was tapped before the page could. Call it when the page can, once: during a commit, so that a tap that React itself
 * has waited with is still being dispatched and is left to it.
 *
 * @returns what keeps it from happening
 */
export function repeatEarlyTap(): () => void {
  const { earlyTap, keepEarlyTap } = window
  if (keepEarlyTap) window.removeEventListener('click', keepEarlyTap, true)
  delete window.earlyTap
  const isOver = earlyTap?.eventPhase === Event.NONE
  const button = isOver && earlyTap.target instanceof Element && earlyTap.target.closest('button')
  if (!button) return () => {}
  const timer = setTimeout(() => button.click())
  return () => clearTimeout(timer)
}
