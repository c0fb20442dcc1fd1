import type { Refusal, Result } from '@/lib/client/api'

/** What the server's options are, as JSON; the library knows their form. */
type Options = { readonly options: Record<string, unknown> }

/** The person closed the browser's question, or no passkey fitted: what the server says of one that it does not accept. */
const REFUSED: Refusal = {
  ok: false,
  offline: false,
  code: 1019,
  message: 'PASSKEY_REFUSED',
  description: 'The browser gave no passkey',
}

/** Whether this browser has passkeys at all; they need a secure connection. */
export function hasPasskeys(): boolean {
  return typeof window !== 'undefined' && window.isSecureContext && 'PublicKeyCredential' in window
}

/** Asks the browser for one of the account's passkeys. Loads what speaks to it when it is needed. */
export async function askForPasskey({ options }: Options): Promise<Result<object>> {
  return answered(async () => {
    const { startAuthentication } = await import('@simplewebauthn/browser')
    return startAuthentication({ optionsJSON: options as never })
  })
}

/** Has the browser make a passkey. */
export async function makePasskey({ options }: Options): Promise<Result<object>> {
  return answered(async () => {
    const { startRegistration } = await import('@simplewebauthn/browser')
    return startRegistration({ optionsJSON: options as never })
  })
}

async function answered(ask: () => Promise<object>): Promise<Result<object>> {
  try {
    return { ok: true, data: await ask() }
  } catch {
    // A closed question and a missing passkey look alike on purpose: the browser does not tell which. A script that did not
    // load is tried again as well.
    return REFUSED
  }
}
