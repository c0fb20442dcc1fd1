import { useEffect, useState, useSyncExternalStore } from 'react'

/** Chromium's offer to install. @see WICG "Manifest Incubations", BeforeInstallPromptEvent */
interface InstallPrompt extends Event {
  readonly prompt: () => Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}

interface Install {
  /** `prompt`: the platform asks; `guide`: the person does it by hand; undefined: installed, or not possible. */
  readonly way: 'prompt' | 'guide' | undefined
  /** Shows the platform's question; nothing happens without one. */
  readonly install: () => Promise<void>
}

/** Only iOS reveals whether a page was opened from the home screen, and there no code can ask for it. */
function isOnIosWeb(): boolean {
  return 'standalone' in navigator && navigator.standalone === false && navigator.maxTouchPoints > 1
}

const neverChanges = () => () => {}

/** How this device installs the app, if it does. */
export function useInstall(): Install {
  const [prompt, setPrompt] = useState<InstallPrompt>()
  const isGuided = useSyncExternalStore(neverChanges, isOnIosWeb, () => false)

  useEffect(() => {
    const offered = (event: Event) => {
      event.preventDefault() // The browser's own bar would repeat it over the page.
      setPrompt(event as InstallPrompt)
    }
    const installed = () => setPrompt(undefined)
    window.addEventListener('beforeinstallprompt', offered)
    window.addEventListener('appinstalled', installed)
    return () => {
      window.removeEventListener('beforeinstallprompt', offered)
      window.removeEventListener('appinstalled', installed)
    }
  }, [])

  return {
    way: prompt ? 'prompt' : isGuided ? 'guide' : undefined,
    install: async () => {
      setPrompt(undefined) // It can be shown once; a platform that was refused offers again later.
      await prompt?.prompt()
    },
  }
}
