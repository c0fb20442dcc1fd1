/**
 * The network that an address belongs to, as limits count it: IPv4 by its /24, IPv6 by its /48, which is what one site gets.
 * Whoever has one of them has many addresses.
 *
 * @param address - the client's, as limits count it: IPv4 as it is, IPv6 by its /64; anything else is a range of its own
 */
export function rangeOf(address: string): string {
  const [, network] = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address) ?? []
  if (network !== undefined) return `${network}.0/24`
  const [, site] = /^((?:[\da-f]{1,4}:){3})[\da-f:]*\/64$/i.exec(address) ?? []
  return site === undefined ? address : `${site}:/48`
}
