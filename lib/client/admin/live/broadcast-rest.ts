import type { z } from 'zod'
import { api } from '@/lib/client/api'
import type { broadcastRest } from '@/lib/contracts/omegoo/broadcast-rest'
import type { BroadcastPriority } from '@/lib/domain/broadcasts'

type DataOf<Row extends { readonly response: z.ZodType }> =
  z.output<Row['response']> extends { data: infer Data } ? Data : never

export type BroadcastPage = DataOf<typeof broadcastRest.broadcasts>

export const BROADCASTS_PATH = '/api/admin/broadcasts'

/** To everybody of the tenant who is there. */
export const sendBroadcast = (message: string, priority: BroadcastPriority) =>
  api.post<object>(BROADCASTS_PATH, { message, priority })
