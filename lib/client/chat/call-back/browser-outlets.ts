import type { News, Outlets } from './call-back'
import { chime } from './chime'
import { closeCall, showCall } from './notification'
import { callPreferences } from './preferences'

interface Words {
  /** A line of the reader's language for the title of the tab and of the notification. */
  readonly headline: (news: News) => string
  readonly body: string
  readonly lang: string
}

interface Badging {
  readonly setAppBadge?: (count?: number) => Promise<void>
  readonly clearAppBadge?: () => Promise<void>
}

/** Title, badge, notification and sound of this browser, as far as it has them and the person wants them. */
export function browserOutlets(brand: string, { headline, body, lang }: Words): Outlets {
  let ownTitle: string | undefined
  const sign = (news: News) => (news.kind === 'messages' ? `(${news.count})` : '●')
  return {
    title(news) {
      ownTitle ??= document.title
      document.title = news ? `${sign(news)} ${headline(news)} – ${brand}` : ownTitle
      if (!news) ownTitle = undefined
    },
    badge(news) {
      const { setAppBadge, clearAppBadge } = navigator as Badging
      const count = news?.kind === 'messages' ? news.count : undefined
      const done = news ? setAppBadge?.call(navigator, count) : clearAppBadge?.call(navigator)
      done?.catch((error: unknown) => console.debug('The app has no badge here.', error))
    },
    notify(news) {
      if (!news) return void closeCall()
      const { notify, sound } = callPreferences.getState()
      if (notify) void showCall({ title: headline(news), body, lang, silent: sound })
    },
    sound() {
      if (callPreferences.getState().sound) chime()
    },
  }
}
