import type { Actor } from '@/lib/domain/accounts'
import { normalizeEmail } from '@/lib/domain/email'
import { DomainError } from '@/lib/domain/errors'
import { DEFAULT_TENANT, type TenantId, type UserId } from '@/lib/domain/ids'
import { authorize } from '@/lib/domain/permissions'
import { hintOf, mayRunTenants, TENANT_KEYS_MAX, tenantKeyOf, TENANTS_MAX } from '@/lib/domain/tenants'
import { toUser } from '@/lib/domain/topics'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { OneTime } from '@/lib/server/ports/accounts/secrets'
import type { People } from '@/lib/server/ports/moderation/administration'
import type { AuditLog } from '@/lib/server/ports/moderation/moderation'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import type { LoginsService } from '../accounts/logins'
import type { Tenants, TenantSummary } from '@/lib/server/ports/tenants/tenants'

interface Deps {
  readonly tenants: Tenants
  readonly accounts: Pick<Accounts, 'byEmail'>
  readonly people: Pick<People, 'setRole'>
  readonly oneTime: Pick<OneTime, 'link' | 'hash'>
  readonly audit: AuditLog
  readonly logins: Pick<LoginsService, 'endWithoutFactor'>
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

/** Tenants, for administrators of the first one; what is in them is seen by their own administrators alone. */
export function createTenants({ tenants, accounts, people, oneTime, audit, logins, clock, ids, bus }: Deps) {
  /** @throws FORBIDDEN */
  function admit(actor: Actor): void {
    authorize(actor, 'admin.tenants')
    if (!mayRunTenants(actor.tenantId)) throw new DomainError('FORBIDDEN')
  }

  const digestOf = (key: string) => oneTime.hash('tenant-key', key)

  function newKey() {
    const key = tenantKeyOf(oneTime.link())
    return { key, kept: { id: ids.next(), hash: digestOf(key), hint: hintOf(key), createdAt: clock.now() } }
  }

  async function note(actor: Actor, action: string, tenant: TenantId, details: object): Promise<void> {
    const { tenantId, userId: actorId } = actor
    await audit.record({
      tenantId,
      actorId,
      action,
      targetId: tenant,
      details: { ...details },
      at: clock.now(),
    })
  }

  return {
    /** @throws UNKNOWN_TENANT_KEY */
    async ofKey(key: string | undefined): Promise<TenantId> {
      if (key === undefined) return DEFAULT_TENANT
      const tenant = await tenants.byKey(digestOf(key))
      if (tenant === undefined) throw new DomainError('UNKNOWN_TENANT_KEY')
      return tenant
    },

    /** Oldest first. @throws FORBIDDEN */
    async list(actor: Actor): Promise<readonly TenantSummary[]> {
      admit(actor)
      return tenants.list()
    },

    /** @returns its id, and its first key, which is told this once. @throws FORBIDDEN, TOO_MANY_TENANTS */
    async create(actor: Actor, name: string): Promise<{ tenant: TenantId; key: string }> {
      admit(actor)
      const { key, kept } = newKey()
      const id: TenantId = ids.next()
      if (!(await tenants.create({ id, name, createdAt: kept.createdAt }, kept, TENANTS_MAX)))
        throw new DomainError('TOO_MANY_TENANTS')
      await note(actor, 'tenant.created', id, { name })
      return { tenant: id, key }
    },

    /** Another key; those before stay good until they are revoked. @throws FORBIDDEN, NOT_FOUND, TOO_MANY_TENANTS (ten keys) */
    async addKey(actor: Actor, tenant: TenantId): Promise<{ id: string; key: string }> {
      admit(actor)
      const { key, kept } = newKey()
      const outcome = await tenants.addKey(tenant, kept, TENANT_KEYS_MAX)
      if (outcome === 'unknown') throw new DomainError('NOT_FOUND')
      if (outcome === 'too-many')
        throw new DomainError('TOO_MANY_TENANTS', {
          description: `A tenant has ${TENANT_KEYS_MAX} keys at most`,
        })
      await note(actor, 'tenant.key-made', tenant, { key: kept.id })
      return { id: kept.id, key }
    },

    /** Accounts that were made with it stay. @throws FORBIDDEN, NOT_FOUND */
    async revokeKey(actor: Actor, tenant: TenantId, key: string): Promise<void> {
      admit(actor)
      if (!(await tenants.revokeKey(tenant, key, clock.now()))) throw new DomainError('NOT_FOUND')
      await note(actor, 'tenant.key-revoked', tenant, { key })
    },

    /** Makes an account of the tenant its administrator, who can name others from then on. @throws FORBIDDEN, NOT_FOUND, USER_NOT_FOUND */
    async nameAdministrator(actor: Actor, tenant: TenantId, email: string): Promise<UserId> {
      admit(actor)
      if (!(await tenants.exists(tenant))) throw new DomainError('NOT_FOUND')
      const user = (await accounts.byEmail(tenant, normalizeEmail(email)))?.user
      if (!user) throw new DomainError('USER_NOT_FOUND', { field: 'email' })
      const at = clock.now()
      const about = { tenantId: tenant, actorId: actor.userId, targetId: user.id, at }
      const role = 'admin'
      const action = 'account.role-changed'
      await people.setRole(tenant, user.id, role, { ...about, action, details: { role } })
      await note(actor, 'tenant.administrator-named', tenant, { user: user.id })
      await logins.endWithoutFactor(user.id)
      await bus.publish({
        type: 'account.role-changed',
        user: user.id,
        role,
        at,
        audience: [toUser(user.id)],
      })
      return user.id
    },
  }
}
