import type { Millis } from './ids'
import type { OutboundMail } from './outbound-mail'

interface Texts {
  readonly subject: string
  readonly what: (at: string) => string
  readonly next: (address: string) => string
  readonly otherwise: string
}

/** By the language of the account. */
const TEXTS: Readonly<Record<'en' | 'hi' | 'ar', Texts>> = {
  en: {
    subject: 'Your second factor at Omegoo was removed',
    what: (at) =>
      `On ${at} an administrator removed the second factor of your Omegoo account: its authenticator app, its passkeys and its recovery codes. You were signed out everywhere.`,
    next: (address) => `Sign in with your password, and set up a new one at ${address}/settings`,
    otherwise:
      'If you did not ask for this, change your password at once, and ask the administrators of your server.',
  },
  hi: {
    subject: 'Omegoo पर आपका दूसरा प्रमाण हटाया गया',
    what: (at) =>
      `${at} को एक प्रशासक ने आपके Omegoo खाते का दूसरा प्रमाण हटाया: ऑथेंटिकेटर ऐप, पासकी और रिकवरी कोड। आपको हर जगह से साइन आउट कर दिया गया।`,
    next: (address) => `अपने पासवर्ड से साइन इन करें और यहाँ नया सेट करें: ${address}/settings`,
    otherwise: 'अगर आपने यह नहीं माँगा था, तो तुरंत अपना पासवर्ड बदलें और अपने सर्वर के प्रशासकों से पूछें।',
  },
  ar: {
    subject: 'أُزيل عاملك الثاني في Omegoo',
    what: (at) =>
      `في ${at} أزال أحد المسؤولين العامل الثاني لحسابك في Omegoo: تطبيق المصادقة ومفاتيح المرور ورموز الاسترداد. وقد سُجّل خروجك من كل مكان.`,
    next: (address) => `سجّل الدخول بكلمة مرورك، وأعدّ عاملًا جديدًا هنا: ${address}/settings`,
    otherwise: 'إن لم تطلب ذلك فغيّر كلمة مرورك فورًا، واسأل المسؤولين عن خادمك.',
  },
}

/** Tells a person that an administrator took their second factor away. Days are UTC. @param to - with the account's language, null: not known */
export function factorRemovedMail(
  to: { readonly email: string; readonly language: string | null },
  address: string,
  at: Millis,
): OutboundMail {
  const { email, language } = to
  const locale = language === 'hi' || language === 'ar' ? language : 'en'
  const { subject, what, next, otherwise } = TEXTS[locale]
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  const body = [what(`${format.format(at)} UTC`), next(address), otherwise].join('\n\n')
  return { channel: 'email', to: email, subject, body, secret: '' }
}
