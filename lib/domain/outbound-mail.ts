/** A message to one person, outside the product. */
export interface OutboundMail {
  readonly channel: 'email' | 'sms'
  /** E-mail address, or phone number as E.164. */
  readonly to: string
  /** Null where the channel has none. */
  readonly subject: string | null
  readonly body: string
  /** The part of the body that only the reader may see; logs leave it out. */
  readonly secret: string
}

/** A page that brings the secret back. It stands behind the `#`, so that no server and no proxy on the way logs it. */
const linkTo = (address: string, page: string, secret: string) => `${address}/${page}#token=${secret}`

export function resetMail(to: string, address: string, secret: string): OutboundMail {
  const body = [
    'Somebody asked for a new password for your Omegoo account. If it was you, open this link within an hour:',
    linkTo(address, 'reset-password', secret),
    'If it was not you, there is nothing to do: your password stays as it is.',
  ].join('\n\n')
  return { channel: 'email', to, subject: 'A new password for Omegoo', body, secret }
}

export function verificationMail(to: string, address: string, secret: string): OutboundMail {
  const body = [
    'Please confirm that this is your e-mail address by opening this link within a day:',
    linkTo(address, 'verify-email', secret),
    'If you did not enter this address at Omegoo, please do not open the link.',
  ].join('\n\n')
  return { channel: 'email', to, subject: 'Confirm your e-mail address for Omegoo', body, secret }
}

export function codeMessage(to: string, secret: string): OutboundMail {
  const body = `${secret} is your Omegoo code. It is good for 5 minutes. Tell it to nobody.`
  return { channel: 'sms', to, subject: null, body, secret }
}
