import type { User } from '@/lib/domain/accounts'
import type { Millis, UserId } from '@/lib/domain/ids'
import type { Accounts, Login, Logins, NewUser } from '@/lib/server/ports/accounts/accounts'
import type { History, SessionRecord } from '@/lib/server/ports/sessions/history'
import type {
  AuditEntry,
  AuditLog,
  Block,
  Blocks,
  NewBlock,
  Reports,
} from '@/lib/server/ports/moderation/moderation'
import type { Passwords } from '@/lib/server/ports/accounts/secrets'

type Stored = NewUser & { bannedUntil: Millis | null; deviceBannedUntil: Millis | null; isActive: boolean }

/** Accounts in a list; what a test needs to change it may change. */
export function listedAccounts(): Accounts & { readonly all: Map<UserId, Stored> } {
  const all = new Map<UserId, Stored>()
  const find = (matches: (user: Stored) => boolean) => [...all.values()].find(matches)
  return {
    all,
    async create(user) {
      const sameTenant = (other: Stored) => other.tenantId === user.tenantId
      if (
        find((other) => sameTenant(other) && user.deviceHash !== null && other.deviceHash === user.deviceHash)
      )
        return 'device-taken'
      if (find((other) => sameTenant(other) && user.email !== null && other.email === user.email))
        return 'email-taken'
      all.set(user.id, { ...user, bannedUntil: null, deviceBannedUntil: null, isActive: true })
      return 'created'
    },
    byId: async (id) => userOf(all.get(id)),
    async byDevice(tenant, deviceHash) {
      const found = find((one) => one.tenantId === tenant && one.deviceHash === deviceHash)
      const user = userOf(found)
      return found && user && { user, deviceBannedUntil: found.deviceBannedUntil }
    },
    async byEmail(tenant, email) {
      const found = find((one) => one.tenantId === tenant && one.email === email)
      const user = userOf(found)
      return found && user && { user, passwordHash: found.passwordHash }
    },
    addressee: async () => undefined,
    hasAdministrator: async (tenant) =>
      find((one) => one.tenantId === tenant && one.role === 'admin') !== undefined,
    isLastAdministrator: async () => false,
    ping: async () => undefined,
  }
}

function userOf(stored: Stored | undefined): User | undefined {
  if (!stored) return undefined
  const { id, tenantId, tier, role, displayName, email, isActive, bannedUntil, createdAt } = stored
  const unverified = {
    emailVerified: false,
    phoneVerified: false,
    hasSecondFactor: false,
    isAgeAssured: false,
    hides: [],
    coins: 0,
  }
  return { id, tenantId, tier, role, displayName, email, isActive, bannedUntil, createdAt, ...unverified }
}

export function listedLogins(accounts: Accounts): Logins {
  const all = new Map<string, Login>()
  const isLive = (login: Login | undefined, now: Millis): login is Login =>
    login !== undefined && login.revokedAt === null && login.expiresAt > now
  function revoke(isMeant: (login: Login) => boolean, now: Millis) {
    const ended = [...all.values()].filter((login) => isMeant(login) && isLive(login, now))
    for (const login of ended) all.set(login.id, { ...login, revokedAt: now })
    return ended.map(({ id }) => id)
  }
  return {
    async create({ id, userId, factorAt = null, createdAt, expiresAt }) {
      const times = { factorAt, rotatedAt: createdAt, createdAt, revokedAt: null, expiresAt }
      all.set(id, { id, userId, generation: 0, ...times })
    },
    find: async (id) => all.get(id),
    async live(id, now) {
      const login = all.get(id)
      const user = login && (await accounts.byId(login.userId))
      return isLive(login, now) && user ? { login, user, devices: [] } : undefined
    },
    async rotate(id, generation, { now, expiresAt }) {
      const login = all.get(id)
      if (!isLive(login, now) || login.generation !== generation) return false
      all.set(id, { ...login, generation: generation + 1, rotatedAt: now, expiresAt })
      return true
    },
    ofUser: async (user, now) =>
      [...all.values()]
        .filter((login) => login.userId === user && isLive(login, now))
        .map(({ id, createdAt, rotatedAt }) => ({
          id,
          device: '',
          place: null,
          createdAt,
          lastUsedAt: rotatedAt,
        })),
    async revoke(id, now) {
      const login = all.get(id)
      if (!isLive(login, now)) return false
      all.set(id, { ...login, revokedAt: now })
      return true
    },
    revokeAll: async (user, now) => revoke((login) => login.userId === user, now),
    revokeWithoutFactor: async (user, now) =>
      revoke((login) => login.userId === user && login.factorAt === null, now),
  }
}

/** Blocks between people who all exist, except `nobody`. */
export function listedBlocks(): Blocks {
  const all = new Map<string, NewBlock & Pick<Block, 'id'>>()
  return {
    async add(block) {
      if (block.blocked === 'nobody' || block.blocked.includes('-')) return undefined // ids of sessions are UUIDs
      const key = `${block.blocker} ${block.blockedAs}`
      const { id } = all.get(key) ?? { id: `block of ${key}` }
      if (!all.has(key)) all.set(key, { ...block, id })
      return id
    },
    async remove(blocker, named) {
      const mine = [...all].filter(([, one]) => one.blocker === blocker)
      const [key, found] = mine.find(([, { id, blockedAs }]) => id === named || blockedAs === named) ?? []
      if (key !== undefined) all.delete(key)
      return found?.blocked
    },
    around: async (user) => othersIn([...all.values()], user),
    async apart(user) {
      const byAccount = [...all.values()].filter(({ session }) => session === null)
      return { everywhere: othersIn([...all.values()], user), inConversations: othersIn(byAccount, user) }
    },
    async byBlocker(user) {
      const mine = [...all.values()].filter(({ blocker }) => blocker === user)
      return mine.map(({ id, createdAt, session, blocked }) => {
        const where = session && { id: session.id, chatType: 'text' as const }
        return { id, createdAt, madeBy: 'block', session: where, account: session ? null : blocked }
      })
    },
  }
}

function othersIn(blocks: readonly NewBlock[], user: UserId): ReadonlySet<UserId> {
  const mine = blocks.filter(({ blocker, blocked }) => blocker === user || blocked === user)
  return new Set(mine.map(({ blocker, blocked }) => (blocker === user ? blocked : blocker)))
}

type Submission = Parameters<Reports['submit']>[0]

/** Reports in a list, with the blocks that belong to them. */
export function listedReports(blocks: Blocks): Reports & { readonly all: Submission[] } {
  const all: Submission[] = []
  return {
    all,
    async submit(report) {
      const { id, tenantId, reporter, reported, createdAt } = report
      const about = { tenantId, createdAt, session: { id: report.sessionId, chatType: 'text' } }
      const { publicIds } = report
      await blocks.add({ ...about, blocker: reporter, blocked: reported, blockedAs: publicIds.reported })
      await blocks.add({ ...about, blocker: reported, blocked: reporter, blockedAs: publicIds.reporter })
      const first = all.find((one) => one.reporter === reporter && one.sessionId === report.sessionId)
      if (first) return { id: first.id, createdAt: first.createdAt, status: 'pending', again: true }
      all.push(report)
      return { id, createdAt, status: 'pending', again: false }
    },
    async byReporter(user, { before = Infinity, limit }) {
      const mine = all
        .filter(({ reporter, createdAt }) => reporter === user && createdAt < before)
        .toReversed()
      return mine
        .slice(0, limit)
        .map((report) => ({ ...report, conversationId: null, status: 'pending' as const }))
    },
  }
}

export function listedAudit(): AuditLog & { readonly all: AuditEntry[] } {
  const all: AuditEntry[] = []
  return { all, record: async (entry) => void all.push(entry) }
}

export function listedHistory(): History & { readonly all: SessionRecord[] } {
  const all: SessionRecord[] = []
  return {
    all,
    record: (session) => void all.push(session),
    page: async () => [],
    async partnerNamed(user, named) {
      const session = all.find(({ participants: [a, b], publicIds }) => {
        return (a === user && publicIds?.[1] === named) || (b === user && publicIds?.[0] === named)
      })
      const partner = session?.participants.find((one) => one !== user)
      return session && partner ? { user: partner, session } : undefined
    },
    met: async (one, other) =>
      all.some(({ participants }) => participants.includes(one) && participants.includes(other)),
    async rate(user, id) {
      const session = all.find((one) => one.id === id && one.participants.includes(user))
      return session && { chatType: session.chatType, isFirst: true }
    },
    totals: async () => ({ sessions: 0, messagesSent: 0, totalDurationMs: 0, reportsSubmitted: 0 }),
  }
}

/** Passwords kept as they are; `verified` counts how often one was compared. */
export function plainPasswords(): Passwords & { verified: number } {
  return {
    verified: 0,
    hash: async (password) => `plain ${password}`,
    async verify(password, hash) {
      this.verified += 1
      return hash === `plain ${password}`
    },
  }
}
