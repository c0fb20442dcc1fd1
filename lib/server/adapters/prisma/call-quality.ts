import { z } from 'zod'
import type { CallQuality } from '@/lib/domain/moderation'

const means = z.object({
  packetLoss: z.number(),
  jitter: z.number(),
  bitrate: z.number(),
  connectTime: z.number().nullable(),
  reconnects: z.number(),
  reports: z.number(),
})
const schema: z.ZodType<CallQuality> = z.object({
  durationMs: z.number(),
  reporter: means.nullable(),
  reported: means.nullable(),
})

/** What a report keeps of how a call was; null: there was no sound. */
export function toCallQuality(json: unknown): CallQuality | null {
  return schema.nullable().catch(null).parse(json)
}
