const DARK = 'dark-mode'

/**
 * Keeps the class by which the viewers know a dark page in step with the page's own theme: its `light` or
 * `dark` class, or else the device. Returns what stops it.
 */
export function followColourScheme(root: HTMLElement): () => void {
  const device = matchMedia('(prefers-color-scheme: dark)')
  function apply() {
    const dark = root.classList.contains('dark') || (device.matches && !root.classList.contains('light'))
    if (dark !== root.classList.contains(DARK)) root.classList.toggle(DARK, dark)
  }
  const watcher = new MutationObserver(apply)
  watcher.observe(root, { attributeFilter: ['class'] })
  device.addEventListener('change', apply)
  apply()
  return () => {
    watcher.disconnect()
    device.removeEventListener('change', apply)
    root.classList.remove(DARK)
  }
}
