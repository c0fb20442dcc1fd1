import { getRuntime, type Runtime } from './server/runtime-slot'

type Settings = Parameters<Runtime['receiptPrivacy']['change']>[0]

/**
 * What people let others learn of how they read and type, for other code of the server. The server asks by itself before it
 * tells anybody.
 *
 * @see spec/caas.md "Read Receipts with Privacy"
 */
export const receiptPrivacyManager = {
  /**
   * Changes one person's settings, on their open connections as well; what is left out stays as it was.
   *
   * @example
   * await receiptPrivacyManager.updateSettings({
   *   user_id: userId,
   *   tenant_id: tenantId,
   *   read_receipts_enabled: true,
   *   delivery_receipts_enabled: true,
   *   typing_indicators_enabled: false,
   * })
   *
   * @returns all of them
   * @throws DomainError NOT_FOUND: nobody of the tenant; Error: there is no server in this process
   */
  async updateSettings(settings: Settings) {
    return getRuntime().receiptPrivacy.change(settings)
  },

  /**
   * Whether others may be told what this person has read; false for nobody of the tenant.
   *
   * @example
   * const canSend = await receiptPrivacyManager.canSendReadReceipt(userId, tenantId)
   *
   * @throws Error: there is no server in this process
   */
  async canSendReadReceipt(userId: string, tenantId: string): Promise<boolean> {
    return (await getRuntime().receiptPrivacy.of(userId, tenantId))?.read_receipts_enabled ?? false
  },
}
