import type { Conversation } from '@/lib/domain/conversations/conversation'
import type { TenantId } from '@/lib/domain/ids'
import { lookUpTogether } from '../batched-lookup'
import type { PrismaClient } from '../generated/client'
import { toConversation } from './rows'

/** Of a tenant, by name. They are the same for all who ask, so that who asks at the same time shares a query. */
export function createOpenChannels(db: PrismaClient) {
  const byTenant = new Map<number, (tenant: TenantId) => Promise<readonly Conversation[] | undefined>>()

  const lookUpFor = (limit: number) =>
    lookUpTogether<TenantId, readonly Conversation[]>(
      async (tenants) =>
        new Map(await Promise.all(tenants.map(async (one) => [one, await read(one, limit)] as const))),
      { fillsUp: false },
    )

  async function read(tenantId: TenantId, limit: number): Promise<readonly Conversation[]> {
    const rows = await db.conversation.findMany({
      where: { tenantId, kind: 'channel', isPrivate: false, deletedAt: null },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: limit,
    })
    return rows.map(toConversation)
  }

  return async (tenant: TenantId, limit: number): Promise<readonly Conversation[]> => {
    const lookUp = byTenant.get(limit) ?? lookUpFor(limit)
    byTenant.set(limit, lookUp)
    return (await lookUp(tenant)) ?? []
  }
}
