import type { Bus } from './ports/system'

interface Deps {
  readonly bus: Bus
  readonly log: { warn(context: object, message: string): void }
}

/** Tells the operator that a payment provider did not answer, or refused. */
export function warnOfPaymentProviders({ bus, log }: Deps): void {
  bus.observe('payment providers', {
    'payment-provider.failed': ({ provider, reason }) =>
      log.warn({ provider, reason }, 'a payment provider did not answer, or refused'),
  })
}
