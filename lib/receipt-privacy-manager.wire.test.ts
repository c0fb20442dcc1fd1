import { beforeEach, expect, test } from 'vitest'
import { DEFAULT_TENANT as tenant_id } from '@/lib/domain/ids'
import { fillRuntimeSlot } from '@/lib/server/runtime-slot'
import { createMembers } from '@/lib/testing/members'
import { createWorld } from '@/lib/testing/world'
import { receiptPrivacyManager } from './receipt-privacy-manager'

const world = createWorld()
const { account } = createMembers(world)
beforeEach(() => fillRuntimeSlot(world.server().runtime.runtime))

test('the document’s calls change what a person shows, and say whether others may be told', async () => {
  const { userId: user_id, token } = await account()
  expect(await receiptPrivacyManager.canSendReadReceipt(user_id, tenant_id)).toBe(true)
  const settings = {
    read_receipts_enabled: true,
    delivery_receipts_enabled: true,
    typing_indicators_enabled: false,
  }
  expect(await receiptPrivacyManager.updateSettings({ user_id, tenant_id, ...settings })).toEqual(settings)
  expect((await world.get('/api/v1/privacy', token)).body).toMatchObject({ data: settings })
  await receiptPrivacyManager.updateSettings({ user_id, tenant_id, read_receipts_enabled: false })
  expect(await receiptPrivacyManager.canSendReadReceipt(user_id, tenant_id)).toBe(false)
})

test('somebody of another tenant is nobody', async () => {
  const { userId: user_id } = await account()
  expect(await receiptPrivacyManager.canSendReadReceipt(user_id, 'other')).toBe(false)
  await expect(
    receiptPrivacyManager.updateSettings({ user_id, tenant_id: 'other', read_receipts_enabled: false }),
  ).rejects.toMatchObject({ reason: 'NOT_FOUND' })
  expect(await receiptPrivacyManager.canSendReadReceipt(user_id, tenant_id)).toBe(true)
})
