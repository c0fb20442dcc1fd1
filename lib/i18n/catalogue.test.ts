import { readdirSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { areas, englishAreas } from '@/lib/i18n/catalogue'
import { DEFAULT_LOCALE, locales, toLocale } from '@/lib/i18n/locales'
import { shapeOf } from '@/lib/i18n/message-shape.fixture'

const root = new URL('../../messages/', import.meta.url)
const languages = Object.keys(locales)
const translations = languages.filter((locale) => locale !== DEFAULT_LOCALE)
const translated = areas.filter((area) => !englishAreas.has(area))

/** Every text of a language as `area.path.to.key` → text. */
function textsOf(locale: string, of: readonly string[] = translated): Map<string, string> {
  const texts = new Map<string, string>()
  const collect = (path: string, value: unknown): void => {
    if (typeof value === 'string') texts.set(path, value)
    else for (const [key, inner] of Object.entries(value as object)) collect(`${path}.${key}`, inner)
  }
  for (const area of of)
    collect(area, JSON.parse(readFileSync(new URL(`${locale}/${area}.json`, root), 'utf8')))
  return texts
}

/** Forms that an exact number stands for, in the languages where that form has one number only. */
const exact: Readonly<Record<string, string>> = { zero: '=0', one: '=1', two: '=2' }

test('every offered language has a folder, and every folder is offered', () => {
  expect(readdirSync(root).sort()).toEqual(languages.toSorted())
})

test.each(languages)('%s has a file for every area that it speaks, and no other', (locale) => {
  const spoken = locale === DEFAULT_LOCALE ? areas : translated
  const files = readdirSync(new URL(locale, root)).sort()
  expect(files).toEqual(spoken.map((area) => `${area}.json`).sort())
})

test.each(translations)('%s has every text that English has', (locale) => {
  expect([...textsOf(locale).keys()].sort()).toEqual([...textsOf(DEFAULT_LOCALE).keys()].sort())
})

test.each(translations)('%s has the values and links of each text, and no others', (locale) => {
  const theirs = textsOf(locale)
  const slotsOf = (text: string | undefined) => shapeOf(text ?? '').slots
  const odd = [...textsOf(DEFAULT_LOCALE)]
    .map(([key, text]) => ({ key, english: slotsOf(text), theirs: slotsOf(theirs.get(key)) }))
    .filter(({ english, theirs: found }) => english.join() !== found.join())
  expect(odd).toEqual([])
})

test.each(languages)('%s has every plural form that its numbers need', (locale) => {
  const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions()
  const isMissing = (form: string, forms: readonly string[]) =>
    !forms.includes(form) && !forms.includes(exact[form] ?? form)
  const odd = [...textsOf(locale, locale === DEFAULT_LOCALE ? areas : translated)].flatMap(([key, text]) =>
    shapeOf(text).plurals.flatMap((forms) =>
      pluralCategories.filter((form) => isMissing(form, forms)).map((form) => ({ key, form })),
    ),
  )
  expect(odd).toEqual([])
})

test.each(languages)('no text in %s is empty or shouts', (locale) => {
  const texts = textsOf(locale, locale === DEFAULT_LOCALE ? areas : translated)
  const odd = [...texts].filter(([, text]) => text.trim() === '' || /[!！¡]/.test(text))
  expect(odd).toEqual([])
})

test.each([
  { text: '{n, plural, one {<b>#</b>} other {# {what}}}', slots: ['<b>', 'n:plural', 'what:argument'] },
  { text: 'plain', slots: [] },
])('the slots of “$text” are $slots', ({ text, slots }) => {
  expect(shapeOf(text).slots).toEqual(slots)
})

test.each([
  { wanted: ['hi'], locale: 'hi' },
  { wanted: ['hi-IN', 'en'], locale: 'hi' },
  { wanted: ['AR-eg'], locale: 'ar' },
  { wanted: ['fr-FR', 'ar', 'en'], locale: 'ar' },
  { wanted: [undefined, 'en-GB', 'hi'], locale: 'en' },
  { wanted: ['xx', 'hi'], locale: 'hi' },
])('a reader who wants $wanted gets $locale', ({ wanted, locale }) => {
  expect(toLocale(...wanted)).toBe(locale)
})

test.each([undefined, '', '*', 'xx', 'constructor', '__proto__', 'hindi'])(
  'the language %j falls back',
  (wanted) => {
    expect(toLocale(wanted)).toBe(DEFAULT_LOCALE)
  },
)
