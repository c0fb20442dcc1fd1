import { z } from 'zod'
import { type Namespace, seq } from '../kit'
import { sessionMessage } from './session-message'
import { chatType, id, opaque, partnerId, senderId, sessionId, sharedInterests, looks } from './shared'

const source = (heading: string) => `spec/omegoo.md "WebSocket Events" · ${heading}`
const settled = (row: string) => `contracts, section 9 "${row}"`
const MODES = 'contracts, section 4 "One session, any kind"'
const person = { access: 'authenticated', family: 'generic' } as const

const signal = { ...person, limits: ['signals'] } as const
const relayed = { sessionId: z.string(), senderId }

/** Sound and picture in the generic dialect: signalling, mute, showing oneself, and changing the kind of a session. */
export const mediaEvents = {
  inbound: {
    'webrtc-offer': {
      ...signal,
      input: z.object({ sessionId, offer: opaque }),
      summary: 'An offer for the partner’s connection, at most 64 KiB; relayed unchanged',
      source: source('webrtc-offer'),
    },
    'webrtc-answer': {
      ...signal,
      input: z.object({ sessionId, answer: opaque }),
      summary: 'An answer to the partner’s offer',
      source: source('webrtc-answer'),
    },
    'webrtc-ice-candidate': {
      ...signal,
      input: z.object({ sessionId, candidate: opaque }),
      summary: 'A candidate for the partner’s connection',
      source: source('webrtc-ice-candidate'),
    },
    'media-state': {
      ...person,
      input: z.object({ sessionId, isMuted: z.boolean().optional(), isVideoOff: z.boolean().optional() }),
      limits: ['mediaStates'],
      summary: 'One is muted, shows no picture, or the contrary',
      source: settled('mute, camera, show'),
    },
    'session-reveal': {
      ...person,
      input: z.object({ sessionId, shown: z.boolean() }),
      limits: ['mediaStates'],
      summary:
        'One wants to be seen clearly, or no longer; for clients whose handshake’s `can` holds `reveal`',
      source: settled('mute, camera, show'),
    },
    'stay-in-touch': {
      ...person,
      input: z.object({ sessionId }),
      limits: ['stayInTouch'],
      summary:
        'One wants to find the partner again, until 5 minutes after the end of the session; nobody is told unless both do',
      source: MODES,
    },
    'session-resume': {
      ...person,
      family: 'resume',
      input: z.object({ lastSeq: seq.optional() }),
      ack: z.object({ sessionId: z.string(), chatType }),
      limits: ['joins'],
      summary:
        'Comes back to the current session of any kind within 30 s; with lastSeq only what was written after it. Signals go to this connection',
      source: 'contracts, section 4 "a refresh, a second tab and a lost network"',
    },
    'session-mode-request': {
      ...person,
      input: z.object({ sessionId, chatType }),
      limits: ['modeRequests'],
      summary:
        'Asks the partner for another kind of session; a smaller one is changed at once, and the kind that it is takes back what one asked. For clients whose handshake’s `can` holds `mode`',
      source: MODES,
    },
    'session-mode-answer': {
      ...person,
      input: z.object({ sessionId, accept: z.boolean() }),
      limits: ['mediaStates'],
      summary: 'Answers what the partner asked',
      source: MODES,
    },
  },
  outbound: {
    'webrtc-offer': {
      payload: z.object({ ...relayed, offer: opaque }),
      summary: 'The partner’s offer',
      source: source('webrtc-offer'),
    },
    'webrtc-answer': {
      payload: z.object({ ...relayed, answer: opaque }),
      summary: 'The partner’s answer',
      source: source('webrtc-answer'),
    },
    'webrtc-ice-candidate': {
      payload: z.object({ ...relayed, candidate: opaque }),
      summary: 'A candidate of the partner',
      source: source('webrtc-ice-candidate'),
    },
    'session-resumed': {
      payload: z.object({
        sessionId: z.string(),
        partnerId,
        chatType,
        sharedInterests,
        looks,
        isInitiator: z.boolean(),
        /** kbps */
        maxBitrate: z.number(),
        /** Seconds since the match. */
        duration: z.number().int(),
        messages: z.array(sessionMessage.extend({ delivered: z.boolean() })),
        /** Null while the partner is connected. */
        partnerSecondsLeft: z.number().int().nullable(),
        revealed: z.boolean(),
      }),
      summary: 'Back in the session, with what was written meanwhile, by oneself too',
      source: 'contracts, section 4 "a refresh, a second tab and a lost network"',
    },
    'session-resume-failed': {
      payload: z.object({ reason: z.string() }),
      summary: 'There is nothing to come back to',
      source: 'contracts, section 4 "a refresh, a second tab and a lost network"',
    },
    'partner-media-state': {
      payload: z.object({
        sessionId: z.string(),
        partnerId,
        isMuted: z.boolean(),
        isVideoOff: z.boolean(),
      }),
      summary: 'The partner is muted, shows no picture, or the contrary; again after coming back',
      source: settled('mute, camera, show'),
    },
    'session-revealed': {
      payload: z.object({ sessionId: z.string(), revealed: z.boolean() }),
      summary: 'Both want to be seen clearly; with `revealed` false: no longer',
      source: settled('mute, camera, show'),
    },
    'stayed-in-touch': {
      payload: z.object({
        sessionId: z.string(),
        conversationId: z.string(),
        /** The other one's account. */
        userId: z.string(),
      }),
      summary: 'Both wanted to stay in touch: their direct conversation',
      source: MODES,
    },
    'session-mode-requested': {
      payload: z.object({ sessionId: z.string(), chatType, secondsLeft: z.number().int() }),
      summary: 'The partner asks for another kind of session',
      source: MODES,
    },
    'session-mode-declined': {
      payload: z.object({
        sessionId: id,
        chatType,
        reason: z.enum(['declined', 'timeout', 'unsupported', 'withdrawn']),
      }),
      summary:
        'The partner does not want it, did not answer, or has a client that cannot; `withdrawn`: the partner no longer asks',
      source: MODES,
    },
    'session-mode-changed': {
      payload: z.object({
        sessionId: z.string(),
        chatType,
        isInitiator: z.boolean(),
        /** kbps */
        maxBitrate: z.number(),
      }),
      summary: 'The session is of another kind now; both are sent the generic events from here on',
      source: MODES,
    },
  },
} as const satisfies Namespace
