interface Settings {
  /** Where people reach us, if configured. */
  readonly publicUrl?: string
  readonly corsOrigins: readonly string[]
  readonly production: boolean
}

/** Which pages of which sites may use us with a person's cookies. @see contracts, section 2 "Origins" */
export function createOriginPolicy({ publicUrl, corsOrigins, production }: Settings) {
  const allowed = new Set([
    ...corsOrigins.map(originOf),
    ...(publicUrl === undefined ? [] : [originOf(publicUrl)]),
    ...(production ? [] : ['http://localhost:3000']),
  ])

  /** Whether pages of this origin are ours, given the host that the request itself is for. */
  function isAllowed(origin: string, host: string | null | undefined): boolean {
    const known = originOf(origin)
    if (known === undefined) return false
    return allowed.has(known) || (Boolean(host) && isSameHost(new URL(known), String(host)))
  }

  return {
    isAllowed,
    /**
     * Whether a request that changes something, or opens a socket, may go on. Without an `Origin` only programs without a
     * cookie, and browsers that declare the request to come from our own page.
     */
    mayAct(request: {
      origin?: string | null
      host?: string | null
      fetchSite?: string | null
      hasCookie: boolean
    }) {
      const { origin, host, fetchSite, hasCookie } = request
      if (origin) return isAllowed(origin, host)
      return !hasCookie || fetchSite === 'same-origin'
    },
  }
}

export type OriginPolicy = ReturnType<typeof createOriginPolicy>

/** However a client or a proxy writes the host: in capitals, with the default port, with DNS's last dot. */
function isSameHost(page: URL, host: string): boolean {
  const own = URL.parse(`${page.protocol}//${host}`)
  return own !== null && isBareHost(host) && withoutDot(own) === withoutDot(page)
}

/** Whether a host is nothing more than that. */
export const isBareHost = (host: string) => !/[/\\?#@\s]/.test(host)
const withoutDot = ({ hostname, port }: URL) => `${hostname.replace(/\.$/, '')}:${port}`

function originOf(url: string): string | undefined {
  const origin = URL.parse(url)?.origin
  return origin === 'null' ? undefined : origin
}
