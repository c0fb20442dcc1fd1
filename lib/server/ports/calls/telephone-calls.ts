import type { TelephoneCall } from '@/lib/domain/calls/telephone'
import type { CallId, Millis } from '@/lib/domain/ids'

/** Which call: by its own id, or by the provider's name for it. */
export type TelephoneCallName = { readonly id: CallId } | { readonly providerId: string }

/** Calls to telephones, while they go on and after. */
export interface TelephoneCalls {
  /** @returns `too-many`: as many of the tenant were placed since then; nothing has changed */
  add(
    call: TelephoneCall,
    bound: { readonly since: Millis; readonly max: number },
  ): Promise<'added' | 'too-many'>
  /** How the provider names it. */
  name(id: CallId, providerId: string): Promise<void>
  find(id: CallId): Promise<TelephoneCall | undefined>
  /**
   * Changes a call by a pure rule, in one transaction; undefined from it: nothing is to change.
   *
   * @returns the call as it is then; undefined: there is none, or nothing has changed
   */
  change(
    name: TelephoneCallName,
    rule: (call: TelephoneCall) => TelephoneCall | undefined,
  ): Promise<TelephoneCall | undefined>
  /** Those without an end that were placed before; at most `limit`, the oldest first. */
  open(before: Millis, limit: number): Promise<readonly CallId[]>
}
