import type { IncomingMessage } from 'node:http'
import { isIP, isIPv4 } from 'node:net'
import ipaddr from 'ipaddr.js'

interface Source {
  readonly socketAddress: string | undefined
  readonly forwardedFor: string | readonly string[] | undefined
  /** How many trusted proxies stand in front. */
  readonly trustProxy: number
}

/**
 * The client's address as limits count it: IPv4 as it is, IPv6 by its /64, which is what one household gets.
 * `X-Forwarded-For` counts only as far as declared proxies have written it.
 */
export function clientAddress({ socketAddress, forwardedFor, trustProxy }: Source): string {
  const chain = [forwardedFor ?? []].flat().join(',').split(',')
  const hops = [...chain.map(addressIn).filter(Boolean), socketAddress ?? '']
  const trusted = hops[Math.max(0, hops.length - 1 - trustProxy)] ?? ''
  return countedAs(isIP(trusted) > 0 ? trusted : (socketAddress ?? ''))
}

/** A proxy may write the port too, and quotes: `198.51.100.7:5432`, `[2001:db8::1]:443`, `"[2001:db8::1]"`. */
function addressIn(hop: string): string {
  const bare = hop
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
  const [, bracketed] = /^\[([^\]]*)\](?::\d*)?$/.exec(bare) ?? []
  const [, withPort] = /^([\d.]+):\d*$/.exec(bare) ?? []
  return bracketed ?? withPort ?? bare
}

/**
 * A program on this machine, and not a proxy that forwards for another client, nor a browser whose page comes from elsewhere:
 * a name that its owner lets point here is not this machine's own.
 */
export function isLocal({
  socket,
  headers,
}: Pick<IncomingMessage, 'headers'> & {
  readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>
}): boolean {
  const isForwarded = Object.keys(headers).some(
    (name) => name === 'forwarded' || name.startsWith('x-forwarded-'),
  )
  return isLoopback(socket.remoteAddress) && isLoopbackHost(headers.host) && !isForwarded
}

/** Whether the socket itself comes from this machine. */
function isLoopback(socketAddress: string | undefined): boolean {
  return ipaddr.isValid(socketAddress ?? '') && ipaddr.process(socketAddress ?? '').range() === 'loopback'
}

/** @param host - as in the header, with or without a port; programs without one are no browsers */
function isLoopbackHost(host: string | undefined): boolean {
  if (host === undefined) return true
  const url = URL.parse(`http://${host}`)
  return url !== null && (url.hostname === 'localhost' || isLoopback(url.hostname.replace(/^\[|\]$/g, '')))
}

/** How a dual-stack socket writes an IPv4 address. */
const MAPPED = '::ffff:'

function countedAs(address: string): string {
  const mapped = address.startsWith(MAPPED) ? address.slice(MAPPED.length) : address
  if (isIPv4(mapped)) return mapped // most of them, without parsing
  if (isIP(address) === 0) return 'unknown'
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  const [network] = ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`)
    .toNormalizedString()
    .split('/')
  return `${network}/64`
}
