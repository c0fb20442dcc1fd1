import { z } from 'zod'
import {
  acceptedValue,
  type FigureDimension,
  MAX_WINDOW_DAYS,
  NO_COMPARISON,
} from '@/lib/domain/figure-filter'
import { CHAT_TYPES } from '@/lib/domain/sessions'
import { isoDay } from '../kit'
import { wholeInQuery } from './fields'

const NARROWS_NOTHING = z.literal('')
const text = z.string().max(100).optional()

/** Which days: `start` and `end` win over `days`. */
const windowFields = {
  /** How many, up to today or from the one that is given; 14 by default. */
  days: wholeInQuery(1, MAX_WINDOW_DAYS).optional(),
  /** First day in UTC, of at most 366. */
  start: isoDay.optional(),
  /** Last day in UTC. */
  end: isoDay.optional(),
  /** `none` leaves the window before out of files; answers have it always. */
  compare: z.enum(['previous', NO_COMPARISON]).default('previous'),
}

/** Dimensions by which figures are narrowed; `unknown` stands for what is not known, an empty text for no narrowing. */
const valueFields = {
  chatType: z.union([z.enum(CHAT_TYPES), NARROWS_NOTHING]).optional(),
  gender: text,
  platform: text,
  signupSource: text,
  campaign: text,
  /** ISO 3166-1 alpha-2. */
  country: text
    .refine(
      (typed) => !typed?.trim() || acceptedValue('country', typed) !== undefined,
      'A country by its two letters, or unknown',
    )
    .meta({ examples: ['US'] }),
} as const satisfies Record<FigureDimension, z.ZodType>

const { chatType, gender, platform, signupSource, campaign, country } = valueFields

/** The query of what is told of sign-ups and payments. */
export const signupQuery = z.object({ ...windowFields, gender, platform, signupSource, campaign, country })

/** The query of what is told of everything else. */
export const activityQuery = z.object({ ...windowFields, chatType, platform, country })

/** The query of a table of either, of which each takes what it knows. */
export const exportQuery = z.object({ ...windowFields, ...valueFields })

/** The window of an answer. */
export const figureWindow = z.object({ start: isoDay, end: isoDay, days: z.number().int() })

/** Values by which figures are narrowed, as segments hold them. */
export const segmentFilters = z.object(valueFields)
