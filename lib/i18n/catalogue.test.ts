import { readdirSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { areas } from '@/lib/i18n/catalogue'
import { DEFAULT_LOCALE, locales, toLocale } from '@/lib/i18n/locales'

const root = new URL('../../messages/', import.meta.url)

/** Every text of a language as `area.path.to.key` → text. */
function textsOf(locale: string): Map<string, string> {
  const texts = new Map<string, string>()
  const collect = (path: string, value: unknown): void => {
    if (typeof value === 'string') texts.set(path, value)
    else for (const [key, inner] of Object.entries(value as object)) collect(`${path}.${key}`, inner)
  }
  for (const area of areas)
    collect(area, JSON.parse(readFileSync(new URL(`${locale}/${area}.json`, root), 'utf8')))
  return texts
}

test('every language on offer has a folder, and every folder is on offer', () => {
  expect(readdirSync(root).sort()).toEqual(Object.keys(locales).sort())
})

test.each(Object.keys(locales))('%s says everything that English says', (locale) => {
  expect([...textsOf(locale).keys()].sort()).toEqual([...textsOf('en').keys()].sort())
})

test.each(Object.keys(locales))('no text in %s is empty or shouts', (locale) => {
  const odd = [...textsOf(locale)].filter(([, text]) => text.trim() === '' || /[!！¡]/.test(text))
  expect(odd).toEqual([])
})

test.each([undefined, '', 'xx', 'constructor', '__proto__'])('the language %j falls back', (wanted) => {
  expect(toLocale(wanted)).toBe(DEFAULT_LOCALE)
})
