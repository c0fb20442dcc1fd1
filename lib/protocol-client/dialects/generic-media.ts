import type { Fields } from '../dialect'
import type { MediaDialect, MediaNews } from '../media-dialect'

const inSession =
  (kind: 'found' | 'resumed') =>
  ({ sessionId, partnerId }: Fields): MediaNews => ({
    kind,
    session: String(sessionId),
    partner: String(partnerId),
  })

/** `join-queue` for a session with sound, and what belongs to it. */
export const GENERIC_MEDIA: MediaDialect = {
  name: 'generic',
  join: ['join-queue', { preferences: { chatType: 'audio', minTier: 0 } }],
  reads: {
    'match-found': inSession('found'),
    'session-resumed': inSession('resumed'),
    'webrtc-offer': ({ offer }) => ({ kind: 'signal', signal: 'offer', body: offer }),
    'webrtc-answer': ({ answer }) => ({ kind: 'signal', signal: 'answer', body: answer }),
    'webrtc-ice-candidate': ({ candidate }) => ({ kind: 'signal', signal: 'ice-candidate', body: candidate }),
    'partner-disconnected': () => ({ kind: 'partner-disconnected' }),
    'partner-reconnected': () => ({ kind: 'partner-returned' }),
    'session-ended': () => ({ kind: 'ended' }),
    'session-resume-failed': () => ({ kind: 'resume-failed' }),
  },
  resume: ['session-resume', {}],
  resumeFailed: 'session-resume-failed',
  signal: ({ session: sessionId }, kind, body) => {
    if (kind === 'offer') return ['webrtc-offer', { sessionId, offer: body }]
    if (kind === 'answer') return ['webrtc-answer', { sessionId, answer: body }]
    return ['webrtc-ice-candidate', { sessionId, candidate: body }]
  },
}
