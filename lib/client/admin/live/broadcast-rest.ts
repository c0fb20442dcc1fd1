import type { z } from 'zod'
import { api } from '@/lib/client/api'
import type { broadcastRest } from '@/lib/contracts/omegoo/broadcast-rest'
import type { BroadcastPriority } from '@/lib/domain/broadcasts'

type DataOf<Row extends { readonly response: z.ZodType }> =
  z.output<Row['response']> extends { data: infer Data } ? Data : never

export type BroadcastPage = DataOf<typeof broadcastRest.broadcasts>

export type BroadcastDays = DataOf<typeof broadcastRest.broadcastDays>

export const BROADCASTS_PATH = '/api/admin/broadcasts'
const SHOWN = 50

/** The page that the address names. */
export function broadcastListPath(params: Pick<URLSearchParams, 'get'>): string {
  const query = new URLSearchParams({ limit: String(SHOWN) })
  for (const name of ['before', 'beforeId']) {
    const value = params.get(name)
    if (value) query.set(name, value)
  }
  return `${BROADCASTS_PATH}?${query.toString()}`
}

/** To everybody of the tenant who is there. */
export const sendBroadcast = (message: string, priority: BroadcastPriority) =>
  api.post<object>(BROADCASTS_PATH, { message, priority })
