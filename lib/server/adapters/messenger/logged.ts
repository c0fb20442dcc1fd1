import type { Messenger } from '@/lib/server/ports/messenger'

interface Log {
  info(context: object, message: string): void
}

/** Where no provider is configured: sends nothing, and logs the message without its secret. */
export function createLoggedMessenger(log: Log): Messenger {
  return {
    async send({ channel, to, subject, body, secret }) {
      const text = body.replaceAll(secret, '[secret]')
      log.info({ channel, to, subject, text }, 'a message was not sent: no provider is configured for it')
    },
  }
}
