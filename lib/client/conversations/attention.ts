/** Whether somebody looks at the page. */
export interface Attention {
  readonly isHad: () => boolean
  /** @returns what ends that */
  readonly subscribe: (onChange: () => void) => () => void
}

/** The browser's: the page is visible and has the focus. */
export const browserAttention: Attention = {
  isHad: () => document.visibilityState === 'visible' && document.hasFocus(),
  subscribe(onChange) {
    window.addEventListener('focus', onChange)
    window.addEventListener('blur', onChange)
    document.addEventListener('visibilitychange', onChange)
    return () => {
      window.removeEventListener('focus', onChange)
      window.removeEventListener('blur', onChange)
      document.removeEventListener('visibilitychange', onChange)
    }
  },
}
