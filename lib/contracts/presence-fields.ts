import { z } from 'zod'
import { CHOSEN_STATUSES, MAX_STATUS_TEXT, PRESENCE_BOUNDS } from '@/lib/domain/presence/presence'
import { personId } from './conversation-fields'

/** Fields that the contracts of presence have in common. */

export const chosenStatus = z.enum(CHOSEN_STATUSES)
/** Empty takes it back. */
export const statusText = z
  .string()
  .trim()
  .max(MAX_STATUS_TEXT)
  .transform((text) => text || null)
  .nullish()
  .meta({ examples: ['In a meeting'] })
export const peopleAsked = z.array(personId).min(1).max(PRESENCE_BOUNDS.asked)
