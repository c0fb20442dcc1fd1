import type { Messenger, SentMail } from '@/lib/server/ports/messenger'
import type { Clock } from '@/lib/server/ports/system'
import { createLoggedMessenger } from './logged'
import { createSms, type SmsSettings } from './sms'
import { createSmtp } from './smtp'

interface Settings {
  /** Undefined: mail is logged and not sent. */
  readonly smtp: { readonly url: string; readonly from: string } | undefined
  /** Undefined: text messages are logged and not sent. */
  readonly sms: SmsSettings | undefined
  readonly sentMail: SentMail | undefined
  readonly clock: Clock
  readonly log: Parameters<typeof createLoggedMessenger>[0]
}

/** Each channel by its provider; what is sent is kept as well, where it is asked for. */
export function createMessenger({ smtp, sms, sentMail, clock, log }: Settings): Messenger {
  const logged = createLoggedMessenger(log)
  const providers = { email: smtp ? createSmtp(smtp) : logged, sms: sms ? createSms(sms) : logged }
  return {
    async send(mail) {
      sentMail?.keep(mail, clock.now())
      await providers[mail.channel].send(mail)
    },
  }
}
