import { createTransport } from 'nodemailer'
import type { Messenger } from '@/lib/server/ports/messenger'

/** How long a mail server may need to answer, ms. */
const PATIENCE_MS = 15_000

/** Sends mail over SMTP. `url` as nodemailer reads it: `smtps://user:password@host:465`. */
export function createSmtp({ url, from }: { url: string; from: string }): Messenger {
  const patience = {
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  }
  const transport = createTransport({ url, ...patience }, { from })
  return {
    async send({ to, subject, body }) {
      // As an object, an address is never parsed as a list of several.
      await transport.sendMail({ to: { name: '', address: to }, subject: subject ?? '', text: body })
    },
  }
}
