import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'
import type { Millis } from '@/lib/domain/ids'
import type { Clock } from '@/lib/server/ports/system'

/** It is logged again, because operators search the last hours of the log. */
const AGAIN_AFTER_MS: Millis = 60 * 60_000
/** Where proxies are: this machine, its networks, a provider's. */
const INSIDE: ReadonlySet<string> = new Set([
  'loopback',
  'private',
  'uniqueLocal',
  'linkLocal',
  'carrierGradeNat',
])

interface Deps {
  readonly trustProxy: number
  readonly clock: Pick<Clock, 'now'>
  readonly warn: (message: string) => void
}

/**
 * Notices a proxy that TRUST_PROXY does not count: all who come through it share one address, and with it its limits.
 *
 * @returns checks a request and the address that it counts for
 */
export function createProxyWarning({ trustProxy, clock, warn }: Deps) {
  let saidAt = -Infinity
  return ({ headers }: Pick<IncomingMessage, 'headers'>, address: string): void => {
    const forwarded = headers['x-forwarded-for']
    if (forwarded === undefined || !isInside(address) || clock.now() - saidAt < AGAIN_AFTER_MS) return
    const hops = [forwarded].flat().join(',').split(',').length
    if (hops <= trustProxy) return
    saidAt = clock.now()
    warn(
      `X-Forwarded-For comes from ${address}, a proxy that TRUST_PROXY=${trustProxy} does not count: everybody behind it ` +
        'shares one address and its limits, so that strangers lock each other out. ' +
        `Set TRUST_PROXY to the number of proxies in front of this server (${hops}, if all of them are yours).`,
    )
  }
}

/** @param address - as limits count it, IPv6 by its /64 */
function isInside(address: string): boolean {
  const [bare = ''] = address.split('/')
  return ipaddr.isValid(bare) && INSIDE.has(ipaddr.process(bare).range())
}
