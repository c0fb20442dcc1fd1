import { isInstalled } from '@/lib/client/account/origin'
import { api } from '@/lib/client/api'

const ROBOT = /bot|crawl|spider|headless|lighthouse/i
let isCounted = false

/** Tells the server that this page was opened: once a load, without a name, and not by robots that say what they are. */
export function countLanding(): void {
  if (isCounted || navigator.webdriver || ROBOT.test(navigator.userAgent)) return
  isCounted = true
  const platform = isInstalled() ? 'pwa' : 'browser'
  void api.post('/api/stats/landing', { platform }, { keepalive: true })
}
