import type { Alert } from '@/lib/domain/alerts'
import type { Millis, TenantId } from '@/lib/domain/ids'

/** Alerts that go on and earlier ones. */
export interface AlertStore {
  /** Those that go on, the oldest first; one of a kind at most. */
  open(tenantId: TenantId): Promise<readonly Alert[]>
  /**
   * Writes an alert, and with it what tells of it: an outbox message `alert-mail` for each administrator with a confirmed address,
   * at most 50, and one `alert-webhook`.
   *
   * @returns false: one of its kind goes on already, and nothing is written
   */
  raise(tenantId: TenantId, alert: Alert): Promise<boolean>
  /** The value became worse than any before; without effect on one that is over. */
  worsen(tenantId: TenantId, id: string, worst: number): Promise<void>
  /**
   * All is well again; tells of it as `raise` does.
   *
   * @returns the alert as it is now; undefined: it was over before, or there is none
   */
  clear(tenantId: TenantId, id: string, value: number, at: Millis): Promise<Alert | undefined>
  /** Newest first, raised before `before` where given; at most `limit`. */
  page(
    tenantId: TenantId,
    query: { readonly before?: Millis; readonly limit: number },
  ): Promise<readonly Alert[]>
}
