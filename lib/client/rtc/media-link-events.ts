import type { LineMetrics } from './line/metrics'
import type { LineReading } from './line/line-watch'
import type { Landing } from './line/video-pause'
import type { Millis } from '@/lib/domain/ids'

/** How one's line to a partner stands. */
export type LinkState =
  /** Ready for a partner. */
  | { readonly kind: 'prepared' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  /** Was up; it is being brought back. `since`: by the clock of the link. */
  | { readonly kind: 'reconnecting'; readonly since: Millis }
  /** Given up after 30 s: the session ends with `connection_failed`. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'closed' }

/** What a media link reports. */
export type MediaLinkEvent =
  | { readonly kind: 'state'; readonly state: LinkState }
  /** The partner's sound or picture. One of each kind at a time: a later one takes the earlier one's place. */
  | { readonly kind: 'remote-track'; readonly track: MediaStreamTrack }
  /** The line came back after so many ms. */
  | { readonly kind: 'recovered'; readonly lostMs: Millis }
  /** Every 2 s while the line is up or being brought back; `metrics` goes to the server. */
  | { readonly kind: 'line'; readonly reading: LineReading; readonly metrics: LineMetrics }
  /** One's own picture is paused to keep the sound, is back, or is given up. */
  | { readonly kind: 'landing'; readonly landing: Landing }
  /** Something was refused that the link goes on without; for logs. */
  | { readonly kind: 'error'; readonly error: unknown }
