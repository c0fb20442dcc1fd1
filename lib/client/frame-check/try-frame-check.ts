import { browserFrameCheck } from './browser-frame-check'
import type { FrameCheckState } from './frame-check'

/** Whether this device can check pictures: loads what that takes, which the browser keeps, and lets go of it. */
export async function tryFrameCheck(): Promise<FrameCheckState> {
  const check = browserFrameCheck()
  const state = await check.load()
  check.dispose()
  return state
}
