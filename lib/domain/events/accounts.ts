import type { Attribution, Role, Tier } from '../accounts'
import type { PrivateMatter } from '../conversations/privacy'
import type { LoginId, TenantId, UserId } from '../ids'

export interface AccountEvents {
  'account.role-changed': { user: UserId; role: Role }
  'account.tier-changed': { user: UserId; tier: Tier }
  'login.ended': { login: LoginId; user: UserId }
}

export interface AccountSignals {
  'account.registered': {
    user: UserId
    tenantId: TenantId
    attribution: Attribution
    gender: string | null
    platform: string | null
  }
  /** What somebody keeps to themselves in conversations, all of it. */
  'privacy.changed': { user: UserId; hides: readonly PrivateMatter[] }
  /** An account is about to be deleted: its waiting and its session end first. */
  'account.closing': { user: UserId }
}
