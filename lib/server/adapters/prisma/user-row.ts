import { ROLES, type Role, type Tier, type User } from '@/lib/domain/accounts'
import type { UserModel } from './generated/models/User'
import { fromTimestamp } from './timestamps'

export function toUser(row: UserModel): User {
  return {
    id: row.id,
    tenantId: row.tenantId,
    tier: toTier(row.tier),
    role: toRole(row.role),
    coins: row.coins,
    displayName: row.displayName,
    email: row.email,
    emailVerified: row.emailVerifiedAt !== null,
    phoneVerified: row.phone !== null,
    hasSecondFactor: row.secondFactorAt !== null,
    isAgeAssured: row.ageAssuredAt !== null,
    isActive: row.isActive,
    bannedUntil: row.bannedUntil && fromTimestamp(row.bannedUntil),
    createdAt: row.createdAt.getTime(),
  }
}

/** An unknown value gives the least: rows may have been written by a newer version. */
function toTier(value: number): Tier {
  return value === 1 || value === 2 ? value : 0
}

function toRole(value: string): Role {
  return ROLES.find((role) => role === value) ?? 'user'
}
