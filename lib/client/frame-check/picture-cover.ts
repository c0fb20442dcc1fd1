import type { FrameCheckData } from './frame-check'

/**
 * How a received picture is shown. `checking`: covered until its first frame was checked. `covered`: it may show nudity.
 * `shown-anyway`: the same, and the viewer wants to see it. `clear`: checked and harmless, or not to be waited for.
 * `not-checked`: shown, and the screen says why it was not checked.
 */
export type PictureCover = 'checking' | 'covered' | 'shown-anyway' | 'clear' | 'not-checked'

export function pictureCover({ state, verdict, isOverruled }: FrameCheckData): PictureCover {
  // What was covered stays so until the viewer decides, also when the check has ended meanwhile.
  if (verdict === 'cover') return isOverruled ? 'shown-anyway' : 'covered'
  if (state.phase === 'off' || state.phase === 'unavailable') return 'not-checked'
  return verdict === 'clear' || isOverruled ? 'clear' : 'checking'
}
