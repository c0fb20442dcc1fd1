import { z } from 'zod'
import { SIGNUP_DIMENSIONS } from '@/lib/domain/acquisition'
import { envelope, isoDay, type RestRow } from '../kit'
import { figureWindow, signupQuery } from './figure-query'

const day = isoDay
const count = z.number().int()
/** Per cent, one decimal, half up. */
const percent = z.number()
/** Null: there was nothing to compare with. */
const change = percent.nullable()
const counts = z.array(count)
const access = 'admin.dashboard'
const limits = ['requests'] as const

/** Figures of where people come from. Callers without the permission get 2004 before anything of the request is read. */
export const acquisitionRest = {
  acquisition: {
    method: 'GET',
    path: '/api/admin/acquisition',
    query: signupQuery.extend({ by: z.enum(SIGNUP_DIMENSIONS).default('source') }),
    response: envelope(
      z.object({
        by: z.enum(SIGNUP_DIMENSIONS),
        window: figureWindow,
        /** As many days, up to the day before. */
        previous: figureWindow,
        total: count,
        previousTotal: count,
        change,
        /** Most sign-ups first, at most 21; `other` is all without an entry of its own. */
        keys: z.array(
          z.object({
            /** Null: not known. Countries are ISO 3166-1 alpha-2. */
            key: z.string().nullable(),
            total: count,
            previousTotal: count,
            change,
            /** Per cent of all in the window, one decimal. */
            share: percent,
          }),
        ),
        /** Every day of the window; counts are in the order of `keys`. */
        days: z.array(z.object({ day, counts, previousDay: day, previousCounts: counts })),
        /** Some of it is made up, for demonstration. */
        demo: z.boolean(),
      }),
    ),
    access,
    limits,
    summary: 'Sign-ups by day and source, beside the window before',
    source: 'spec/omegoo.md "Admin Endpoints" · the window of its analytics',
  },
  acquisitionMap: {
    method: 'GET',
    path: '/api/admin/analytics/acquisition/map',
    query: signupQuery,
    response: z.object({
      success: z.literal(true),
      map: z.object({
        window: figureWindow,
        totalSignups: count,
        /** Without a country; in the total and in no row. */
        unknown: count,
        /** Most sign-ups first. */
        countries: z.array(
          z.object({
            /** ISO 3166-1 alpha-2. */
            countryCode: z.string(),
            name: z.string(),
            signups: count,
            /** Of all sign-ups. */
            share: percent,
            regions: z.array(
              z.object({
                /** The part of `subdivisionCode` after the country; null: the database of places has no codes. */
                regionCode: z.string().nullable(),
                /** ISO 3166-2. */
                subdivisionCode: z.string().nullable(),
                name: z.string(),
                signups: count,
                /** Of the country's sign-ups. */
                share: percent,
              }),
            ),
          }),
        ),
      }),
    }),
    access,
    limits,
    summary: 'Sign-ups by country and region',
    source: 'spec/omegoo.md "GET /api/admin/analytics/acquisition/map"',
  },
  acquisitionSources: {
    method: 'GET',
    path: '/api/admin/analytics/acquisition/sources',
    query: signupQuery,
    response: z.object({
      success: z.literal(true),
      sources: z.object({
        window: figureWindow,
        totalSignups: count,
        /** Combinations of source, medium and campaign, also those beyond the rows. */
        uniqueSources: count,
        /** Without a source; in the total and in no row. */
        unknown: count,
        /** Most sign-ups first, at most 50. */
        sources: z.array(
          z.object({
            source: z.string(),
            medium: z.string().nullable(),
            campaign: z.string().nullable(),
            signups: count,
            share: percent,
            /** In as many days before. */
            previousSignups: count,
            trendDelta: change,
          }),
        ),
      }),
    }),
    access,
    limits,
    summary: 'Sign-ups by source, medium and campaign, beside the window before',
    source: 'spec/omegoo.md "GET /api/admin/analytics/acquisition/sources"',
  },
} as const satisfies Record<string, RestRow>
