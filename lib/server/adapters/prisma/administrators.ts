import type { Millis, TenantId, UserId } from '@/lib/domain/ids'
import type { Prisma } from './generated/client'

/**
 * Administrators of a tenant who can act: neither banned nor shut. All of them stay locked until the transaction ends, in one order, so
 * that two who take each other's place away wait for each other.
 */
export async function lockAdministrators(
  tx: Prisma.TransactionClient,
  tenant: TenantId,
  now: Millis,
): Promise<readonly UserId[]> {
  const all = await tx.$queryRaw<{ id: string; bannedUntil: Date | null; isActive: boolean }[]>`
    SELECT id, banned_until AS "bannedUntil", is_active AS "isActive" FROM users
    WHERE tenant_id = ${tenant} AND role = 'admin' ORDER BY id FOR UPDATE`
  const isUsable = ({ bannedUntil, isActive }: (typeof all)[number]) =>
    isActive && (bannedUntil === null || bannedUntil.getTime() <= now)
  return all.filter(isUsable).map(({ id }) => id)
}

/** Whether a tenant that has somebody to run it would have nobody without these. */
export function leavesNobody(administrators: readonly UserId[], without: readonly UserId[]): boolean {
  return administrators.length > 0 && administrators.every((id) => without.includes(id))
}

/** Undoes the transaction in which it turns out late. */
export class LastAdministrator extends Error {}
