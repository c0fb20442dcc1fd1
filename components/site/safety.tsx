import { DoorOpen, EyeOff, Flag, HatGlasses, IdCard, Wind } from 'lucide-react'
import { useTranslations } from 'next-intl'

const promises = [
  { key: 'leave', Icon: DoorOpen },
  { key: 'nothingKept', Icon: Wind },
  { key: 'noProfile', Icon: HatGlasses },
  { key: 'report', Icon: Flag },
  { key: 'adults', Icon: IdCard },
  { key: 'untracked', Icon: EyeOff },
] as const

/** What protects people here, in plain words; every sentence is something the product does. */
export function Safety() {
  const t = useTranslations('landing.safety')
  return (
    <section aria-labelledby="safety" className="mx-auto w-full max-w-6xl px-5 lg:px-8">
      <div className="grid gap-x-16 gap-y-8 border-t border-line py-14 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)] lg:py-20">
        <h2 id="safety" className="text-title font-[640]">
          {t('title')}
        </h2>
        <dl className="grid gap-x-12 gap-y-8 sm:grid-cols-2">
          {promises.map(({ key, Icon }) => (
            <div key={key} className="grid grid-cols-[24px_minmax(0,1fr)] content-start gap-x-4">
              <Icon aria-hidden className="mt-[1px] size-6 text-accent-ink" strokeWidth={1.75} />
              <dt className="font-[620]">{t(`${key}.title`)}</dt>
              <dd className="col-start-2 mt-1 text-small text-muted">{t(`${key}.text`)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  )
}
