import type { TelephoneCall, TelephoneStep } from '@/lib/domain/calls/telephone'
import type { TelephoneCallName } from './telephone-calls'

/** Makes calls to telephones. */
export interface Telephony {
  /** Nothing rings anywhere, and nothing costs. */
  readonly isSimulated: boolean
  /** @returns how it names the call from now on; rejects where the call cannot be made */
  place(
    call: Pick<TelephoneCall, 'id' | 'customerNumber' | 'assistantId'>,
  ): Promise<{ readonly providerId: string }>
  /** Of providers that say by themselves, in this process, what becomes of a call. */
  onStep(listener: (name: TelephoneCallName, step: TelephoneStep) => Promise<void>): void
  /** Undefined: it has none. */
  readonly webhook:
    | {
        /** Whether whoever sends it knows the secret. */
        isFrom(secret: string | undefined): boolean
        /** @returns undefined for what says nothing of a call's status */
        read(body: unknown): { readonly name: TelephoneCallName; readonly step: TelephoneStep } | undefined
      }
    | undefined
}
