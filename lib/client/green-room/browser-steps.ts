import Bowser from 'bowser'

import type { MediaProblem } from '@/lib/client/rtc/devices/media-problem'

/** Whose settings are to be opened; the catalogue has the steps by these names. */
export type Steps =
  | 'chromium'
  | 'chromium-android'
  | 'firefox'
  | 'firefox-android'
  | 'safari'
  | 'ios'
  | 'other'
  | 'system-windows'
  | 'system-mac'
  | 'system-other'

const CHROMIUM =
  /^(Chrome|Chromium|Microsoft Edge|Opera|Opera Touch|Samsung Internet for Android|Vivaldi|Brave)$/

/**
 * The steps that undo a refusal in this browser, or in the system beneath it.
 *
 * @param isTouch - an iPad calls itself a Mac, and has fingers
 * @returns undefined where no setting helps
 */
export function stepsFor(problem: MediaProblem, userAgent: string, isTouch: boolean): Steps | undefined {
  if (problem !== 'denied' && problem !== 'denied-by-system') return undefined
  const { browser, os } = Bowser.parse(userAgent)
  const isApple = os.name === 'iOS' || (os.name === 'macOS' && isTouch)
  if (problem === 'denied-by-system') return systemSteps(isApple ? 'iOS' : os.name)
  if (isApple) return 'ios'
  const isAndroid = os.name === 'Android'
  if (browser.name === 'Firefox') return isAndroid ? 'firefox-android' : 'firefox'
  if (browser.name === 'Safari') return 'safari'
  if (!CHROMIUM.test(browser.name ?? '')) return 'other'
  return isAndroid ? 'chromium-android' : 'chromium'
}

function systemSteps(system: string | undefined): Steps {
  if (system === 'Windows') return 'system-windows'
  return system === 'macOS' ? 'system-mac' : 'system-other'
}
