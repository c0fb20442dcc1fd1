import { z } from 'zod'

/** What becomes of one's coins while one looks. */
export const paymentEvents = {
  inbound: {},
  outbound: {
    'wallet-updated': {
      payload: z.object({ balance: z.number().int() }),
      summary: 'One’s coins are others than before: paid, spent or taken back',
      source: 'DECISIONS 173',
    },
  },
} as const
