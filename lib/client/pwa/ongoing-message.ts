/** The buttons of the notification for an ongoing session. */
export type OngoingAction = 'mute' | 'leave'

/** What the notification carries for the service worker, which knows nothing else about the session. */
export interface OngoingData {
  readonly kind: 'ongoing-session'
  readonly sessionId: string
  /** The page that the session runs in. */
  readonly path: string
}

/** What the service worker posts to the pages when a button is tapped; the one with this session acts. */
export interface OngoingMessage {
  readonly type: 'ONGOING_ACTION'
  readonly sessionId: string
  readonly action: OngoingAction
}

export function isOngoingData(data: unknown): data is OngoingData {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'ongoing-session'
}

export function isOngoingMessage(data: unknown): data is OngoingMessage {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'ONGOING_ACTION'
}
