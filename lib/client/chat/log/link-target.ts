/** Whether it is worth looking for links, which needs code of its own. */
export function mayHoldLink(text: string): boolean {
  return /https?:\/\/|[^\s.]\.[^\s.]/i.test(text)
}

/** Where a link leads, as a person should know it before they open it. */
export interface LinkTarget {
  /** As computers read it: letters of other scripts are written in Punycode (RFC 3492), so that none can pass for another. */
  readonly host: string
  /** The host has letters that are not plain ones, and so may look like another's. */
  readonly isDisguised: boolean
  /** What is sent and read there can be seen on the way. */
  readonly isPlain: boolean
}

/** @param href - an absolute http or https address. */
export function linkTarget(href: string): LinkTarget {
  const { host, hostname, protocol } = new URL(href)
  const isDisguised = hostname.split('.').some((label) => label.startsWith('xn--'))
  return { host, isDisguised, isPlain: protocol === 'http:' }
}
