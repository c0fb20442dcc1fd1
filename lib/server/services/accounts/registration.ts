import { acceptedPassword, type Attribution } from '@/lib/domain/accounts'
import { normalizeEmail } from '@/lib/domain/email'
import { DomainError } from '@/lib/domain/errors'
import type { NewUser } from '@/lib/server/ports/accounts/accounts'
import type { Asker, Passwords } from '@/lib/server/ports/accounts/secrets'

/** What a person gives when registering. */
export interface Registration {
  readonly age: number
  readonly deviceFingerprint: string
  readonly termsAccepted: boolean
  readonly privacyAccepted: boolean
  readonly email?: string
  readonly password?: string
  readonly displayName?: string
  readonly gender?: string
  readonly platform?: string
  readonly attribution?: Attribution
  /** A program of ours: it counts as no sign-up. */
  readonly isProgram?: true
}

/** The account a registration makes: tier 0, no role beyond `user`. @throws INVALID_REQUEST, UNAVAILABLE */
export async function newUser(
  registration: Registration,
  identity: Pick<NewUser, 'id' | 'tenantId' | 'deviceHash' | 'createdAt' | 'place' | 'language'>,
  passwords: Passwords,
  asker: Asker,
): Promise<NewUser> {
  const { email, password, displayName, gender, platform, attribution } = registration
  if ((email === undefined) !== (password === undefined)) {
    const field = email === undefined ? 'email' : 'password'
    throw new DomainError('INVALID_REQUEST', { description: 'email and password belong together', field })
  }
  return {
    ...identity,
    role: 'user',
    tier: 0,
    email: email === undefined ? null : normalizeEmail(email),
    passwordHash: password === undefined ? null : await passwords.hash(acceptedPassword(password), asker),
    displayName: displayName ?? null,
    gender: gender ?? null,
    platform: platform ?? null,
    attribution: attribution ?? {},
  }
}
