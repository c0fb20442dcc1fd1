import { z } from 'zod'
import { GIFTS } from '@/lib/domain/payments/goods'
import { id, partnerId, sessionId } from './shared'

const gift = z.enum(GIFTS)

/** What becomes of one's coins while one looks, and small gifts. */
export const paymentEvents = {
  inbound: {
    'send-gift': {
      input: z.object({
        sessionId: sessionId.optional(),
        gift,
        /** Of the client's making; the same again is the same gift. */
        key: id,
      }),
      ack: z.object({ balance: z.number().int() }),
      access: 'authenticated',
      limits: ['spending'],
      family: 'generic',
      summary: 'Pays for a small gift and shows it to both of a session; it moves no coins to anybody',
      source: 'DECISIONS 174',
    },
  },
  outbound: {
    'gift-received': {
      payload: z.object({
        sessionId: z.string(),
        gift,
        /** Who gave it: the partner's id, or one's own. */
        senderId: partnerId,
      }),
      summary: 'A gift in the session, to both',
      source: 'DECISIONS 174',
    },
    'wallet-updated': {
      payload: z.object({ balance: z.number().int() }),
      summary: 'One’s coins are others than before: paid, spent or taken back',
      source: 'DECISIONS 173',
    },
  },
} as const
