import type { Fields } from '../dialect'
import type { MediaDialect, MediaNews, SignalKind } from '../media-dialect'

const PREFIX = 'voice_room_'

const inRoom =
  (kind: 'found' | 'resumed') =>
  ({ roomId, partnerId }: Fields): MediaNews => ({
    kind,
    session: String(roomId).slice(PREFIX.length),
    partner: String(partnerId),
  })

/** The `*_voice_*` events. */
export const VOICE: MediaDialect = {
  name: 'voice',
  join: ['join_voice_queue', { maxBitrate: 64 }],
  reads: {
    voice_match_found: inRoom('found'),
    voice_reconnected: inRoom('resumed'),
    voice_webrtc_signal: ({ type, payload }) => {
      const signal = type as SignalKind
      const { sdp, candidate } = payload as Fields
      return { kind: 'signal', signal, body: signal === 'ice-candidate' ? candidate : sdp }
    },
    voice_partner_disconnected: () => ({ kind: 'partner-disconnected' }),
    voice_partner_reconnected: () => ({ kind: 'partner-returned' }),
    voice_room_ended: () => ({ kind: 'ended' }),
    voice_reconnect_failed: () => ({ kind: 'resume-failed' }),
  },
  resume: ['attempt_voice_reconnect', {}],
  resumeFailed: 'voice_reconnect_failed',
  signal: ({ session, partner }, type, body) => [
    'voice_webrtc_signal',
    {
      type,
      roomId: PREFIX + session,
      targetId: partner,
      payload: type === 'ice-candidate' ? { candidate: body } : { sdp: body },
    },
  ],
}
