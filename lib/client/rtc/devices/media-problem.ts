import type { PermissionAnswer } from './permission'

/**
 * Why there is no microphone or camera; screens put it into words, with steps for this browser.
 *
 * @see spec/omegoo.md "Permission Error Types"
 */
export type MediaProblem =
  /** The person, or the browser for them, said no for good: only its settings change that. */
  | 'denied'
  /** The question was closed without an answer: it can be asked again. */
  | 'dismissed'
  /** The browser may, but the system does not let it. */
  | 'denied-by-system'
  /** The question was not answered for a long time. */
  | 'unanswered'
  | 'not-found'
  /** Another app has it, or it does not work. */
  | 'in-use'
  | 'unsupported-constraint'
  /** Plain http, or a frame that is not allowed: browsers ask for nothing there. */
  | 'insecure'
  | 'unknown'

const BY_NAME: Readonly<Record<string, MediaProblem>> = {
  NotFoundError: 'not-found',
  NotReadableError: 'in-use',
  AbortError: 'in-use',
  OverconstrainedError: 'unsupported-constraint',
  SecurityError: 'insecure',
}

/**
 * Names what `getUserMedia` rejected with. A refusal has one name for all its reasons; the permission as it is afterwards
 * tells them apart.
 */
export function mediaProblemOf(error: unknown, permission: PermissionAnswer): MediaProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  if (name !== 'NotAllowedError') return BY_NAME[name] ?? 'unknown'
  if (permission === 'granted') return 'denied-by-system'
  return permission === 'prompt' ? 'dismissed' : 'denied'
}
