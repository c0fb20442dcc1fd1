import { randomId } from '@/lib/client/random-id'

/** Who a connection is to be. */
export type Credentials =
  /** Whoever this browser is signed in as, or nobody. */
  | { readonly kind: 'browser' }
  /** A new account without a name. */
  | { readonly kind: 'guest' }
  | { readonly kind: 'email'; readonly email: string; readonly password: string }
  | { readonly kind: 'token'; readonly token: string }

export type Login =
  | { readonly ok: true; readonly token?: string; readonly userId?: string }
  /** @property reason - the registry's words, or none where nobody answered */
  | { readonly ok: false; readonly reason: string | undefined }

/** A guest says by making one that both are accepted, and this is the age of consent. */
const GUEST = { age: 18, termsAccepted: true, privacyAccepted: true }

/** Fetches the access token for a connection. It is kept in memory only, and this browser's own session stays as it is. */
export async function logIn(credentials: Credentials): Promise<Login> {
  switch (credentials.kind) {
    case 'browser':
      return { ok: true }
    case 'token':
      return { ok: true, token: credentials.token.trim() }
    case 'guest':
      return ask('/api/auth/register', { ...GUEST, deviceFingerprint: randomId() })
    case 'email':
      return ask('/api/auth/login', { email: credentials.email.trim(), password: credentials.password })
  }
}

interface Answer {
  readonly data?: { readonly token?: string; readonly userId?: string }
  readonly error?: { readonly description?: string }
}

async function ask(path: string, body: object): Promise<Login> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
      // Without cookies either way: the answer would replace this browser's session.
      credentials: 'omit',
    })
    const { data, error } = (await response.json()) as Answer
    return data?.token ? { ok: true, ...data } : { ok: false, reason: error?.description }
  } catch {
    return { ok: false, reason: undefined }
  }
}
