import { z } from 'zod'
import { envelope, type RestRow } from '../kit'

const settings = z.object({
  read_receipts_enabled: z.boolean(),
  delivery_receipts_enabled: z.boolean(),
  typing_indicators_enabled: z.boolean(),
})
const row = {
  path: '/api/v1/privacy',
  response: envelope(settings),
  access: 'authenticated',
  limits: ['requests'],
  source: 'contracts, section 9 "receipts"',
} as const

/** What others learn of how one reads and types. */
export const privacyRest = {
  privacy: {
    ...row,
    method: 'GET',
    summary: 'Whether others learn what one has read, what has arrived, and that one types',
  },
  changePrivacy: {
    ...row,
    method: 'PUT',
    body: settings.partial(),
    summary: 'Changes that; who hides one of them is not told it of others either. What is left out stays',
  },
} as const satisfies Record<string, RestRow>
