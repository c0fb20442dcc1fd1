import { ROLES, type Role, type Tier, type User } from '@/lib/domain/accounts'
import { PRIVATE_MATTERS, type PrivateMatter } from '@/lib/domain/conversations/privacy'
import type { UserModel } from './generated/models/User'
import { fromTimestamp } from './timestamps'

/** Where it is kept what a person keeps to themselves. */
export const HIDES = {
  read: 'hidesRead',
  delivered: 'hidesDelivered',
  typing: 'hidesTyping',
} as const satisfies Record<PrivateMatter, keyof UserModel>

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
    hides: PRIVATE_MATTERS.filter((matter) => row[HIDES[matter]]),
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
