import { type Guest, newDevice, request } from '../lib/protocol-client/rest'

const AT_ONCE = 16

/** An account that the server has acknowledged, with the secret that opens it. */
export interface Account extends Guest {
  readonly device: string
}

/** Registers a guest. @returns the account, or the status of the refusal (0: no answer at all) */
export async function register(url: string): Promise<Account | number> {
  const device = newDevice()
  const body = { age: 25, deviceFingerprint: device, termsAccepted: true, privacyAccepted: true }
  try {
    const { status, body: answer } = await request(url, 'POST', '/api/auth/register', { body })
    return answer.success ? { ...(answer.data as Guest), device } : status
  } catch {
    return 0
  }
}

/** Registers so many, a few at a time. @throws when one is refused */
export async function registerGuests(url: string, count: number): Promise<readonly Account[]> {
  const guests: Account[] = []
  const next = async (): Promise<void> => {
    const guest = await register(url)
    if (typeof guest === 'number') throw new Error(`Registering was refused (${guest})`)
    guests.push(guest)
  }
  while (guests.length < count)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - guests.length) }, next))
  return guests
}

/** Those of the accounts that a login with their device does not find. */
export async function missingAccounts(url: string, accounts: readonly Account[]): Promise<string[]> {
  const missing: string[] = []
  for (const { device, userId } of accounts) {
    const { body } = await request(url, 'POST', '/api/auth/login', { body: { deviceFingerprint: device } })
    const found = (body.data as Partial<Guest> | undefined)?.userId
    if (found !== userId) missing.push(`${userId} is not there any more`)
  }
  return missing
}
