import { useTranslations } from 'next-intl'

import type { Catalogue } from '@/lib/i18n/catalogue'

interface LegalTextProps<T extends 'terms' | 'privacy'> {
  document: T
  /** What the texts name by number. */
  values?: Readonly<Record<string, number>>
  /** In reading order. */
  sections: readonly (keyof Catalogue['legal'][T]['sections'] & string)[]
}

/** A document made to be read: a summary, then short sections under plain headings that can be linked to. */
export function LegalText<T extends 'terms' | 'privacy'>({ document, values, sections }: LegalTextProps<T>) {
  const t = useTranslations('legal')
  const text = (key: string) => t(`${document}.${key}` as 'terms.title', values)
  return (
    <main id="content" className="mx-auto w-full max-w-6xl px-5 pt-10 lg:px-8 lg:pt-16">
      <article className="max-w-[40rem]">
        <h1 className="text-display font-[660]">{text('title')}</h1>
        <p className="mt-4 text-lead text-muted">{text('lead')}</p>
        <p className="mt-4 text-small text-muted">{t('updated')}</p>
        {sections.map((section) => (
          <section
            key={section}
            id={section}
            aria-labelledby={`${section}-title`}
            className="mt-10 scroll-mt-6"
          >
            <h2 id={`${section}-title`} className="text-lead font-[620]">
              {text(`sections.${section}.title`)}
            </h2>
            <p className="mt-2">{text(`sections.${section}.text`)}</p>
          </section>
        ))}
      </article>
    </main>
  )
}
