import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { DomainError } from '@/lib/domain/errors'
import type { GatewayInbound } from '../../kit'

/** Sound and picture, for clients of the generic dialect. */
export const mediaInbound = {
  'webrtc-offer': ({ sessionId, offer }, { actor, services, connection }) =>
    services.signalling.send(actor, sessionId, { kind: 'offer', body: offer, connection }),
  'webrtc-answer': ({ sessionId, answer }, { actor, services, connection }) =>
    services.signalling.send(actor, sessionId, { kind: 'answer', body: answer, connection }),
  'webrtc-ice-candidate': ({ sessionId, candidate }, { actor, services, connection }) =>
    services.signalling.send(actor, sessionId, { kind: 'ice-candidate', body: candidate, connection }),

  'media-state': ({ sessionId, ...state }, { actor, services }) =>
    services.media.setState(actor, sessionId, state),
  'session-reveal': ({ sessionId, shown }, { actor, services }) =>
    services.media.reveal(actor, sessionId, shown),

  'session-mode-request': ({ sessionId, chatType }, { actor, services, connection, handshake }) => {
    if (!handshake.can?.includes('mode')) throw cannot()
    return services.modes.request(actor, { session: sessionId, connection }, chatType)
  },
  'session-mode-answer': ({ sessionId, accept }, { actor, services, connection, handshake }) => {
    if (!handshake.can?.includes('mode')) throw cannot()
    return services.modes.answer(actor, { session: sessionId, connection }, accept)
  },
} satisfies Partial<GatewayInbound<typeof omegoo>['/']>

const cannot = () =>
  new DomainError('FORBIDDEN', { description: 'This client’s handshake (auth.can) does not hold "mode"' })
