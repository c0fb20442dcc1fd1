import type { Millis } from '@/lib/domain/ids'

/** Whoever listens for alerts outside the product. */
export interface AlertWebhook {
  /** Delivers a body, signed at `at`, which is now. @throws when it is not taken */
  post(
    delivery: { readonly id: string; readonly body: string; readonly at: Millis },
    signal: AbortSignal,
  ): Promise<void>
}
