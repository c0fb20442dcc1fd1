import { z } from 'zod'
import { RECEIPT_KINDS } from '@/lib/domain/receipts'
import { envelope, isoTime, type RestRow } from '../kit'
import { sessionId } from './shared'

/** What `payload` holds as JSON. */
export const receiptPayload = z.object({
  version: z.literal(1),
  issuer: z.string(),
  issuedAt: isoTime,
  account: z.string(),
  session: z.object({
    id: z.string(),
    chatType: z.enum(['text', 'audio', 'video']),
    startedAt: isoTime,
    endedAt: isoTime,
  }),
  entries: z.array(
    z.object({
      what: z.enum(RECEIPT_KINDS),
      state: z.enum(['kept', 'gone', 'never', 'untold']),
      why: z.string(),
      until: isoTime.nullable(),
      details: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
})

const source = 'lib/DECISIONS.md, 190'

/** What was kept of a session, why, and until when. */
export const receiptRest = {
  receipt: {
    method: 'GET',
    path: '/api/chat/sessions/:id/receipt',
    params: z.object({ id: sessionId }),
    response: envelope(
      z.object({
        /** JSON text, exactly as it is signed. */
        payload: z.string(),
        /** Over the payload in UTF-8, base64url. */
        signature: z.string(),
        keyId: z.string(),
        algorithm: z.literal('Ed25519'),
      }),
    ),
    access: 'authenticated',
    limits: ['requests', 'receipts'],
    summary: 'What is kept of one of one’s own sessions, why, and until when, signed; once it has ended',
    source,
  },
  receiptKeys: {
    method: 'GET',
    path: '/api/receipts/keys',
    response: envelope(
      z.object({
        /** Newest first; `publicKey` is 32 bytes, base64url. */
        keys: z.array(
          z.object({
            keyId: z.string(),
            algorithm: z.literal('Ed25519'),
            publicKey: z.string(),
            createdAt: isoTime,
          }),
        ),
      }),
    ),
    access: 'public',
    limits: ['requests'],
    summary: 'The public keys of receipts',
    source,
  },
} as const satisfies Record<string, RestRow>
