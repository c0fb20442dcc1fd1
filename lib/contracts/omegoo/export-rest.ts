import { z } from 'zod'
import { SIGNUP_DIMENSIONS } from '@/lib/domain/acquisition'
import { fileAnswer } from '../bytes'
import type { RestRow } from '../kit'
import { exportQuery } from './figure-query'
import { FIGURE_TABLES } from './figure-tables'

/** The tables of the dashboards as files. */
export const exportRest = {
  exportFigures: {
    method: 'GET',
    path: '/api/admin/analytics/export/:table',
    params: z.object({ table: z.enum(FIGURE_TABLES) }),
    query: exportQuery.extend({
      by: z.enum(SIGNUP_DIMENSIONS).default('source'),
      /** Regions of this country alone. */
      of: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .meta({ examples: ['US'] })
        .optional(),
      /** `others`: counts below 5 people are not said, nor totals and shares that tell them: the file leaves the tenant. */
      audience: z.enum(['own', 'others']).default('own'),
    }),
    response: fileAnswer(['text/csv']),
    access: 'admin.dashboard',
    limits: ['requests'],
    summary: 'A table of the dashboards as it is shown, as CSV; formulas are neutralised',
    source: 'DECISIONS 198',
  },
} as const satisfies Record<string, RestRow>
