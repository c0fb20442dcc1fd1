import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const tokens = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')
const faces = readFileSync(join(import.meta.dirname, 'fonts.css'), 'utf8')

/** Families of a custom property, in order, with the properties it names put in their place. */
function familiesOf(value: string): readonly string[] {
  const whole = value.replaceAll(
    /var\((--font-(?!inter)[a-z]+)\)/g,
    (_, name: string) => valuesOf(name)[0] ?? '',
  )
  return whole.split(',').map((family) => family.trim().replaceAll("'", ''))
}

/** Every value that a custom property is given, one for each language that differs. */
function valuesOf(property: string): readonly string[] {
  return [...tokens.matchAll(new RegExp(`${property}:([^;]+);`, 'g'))].map(([, value = '']) => value)
}

/** Families of `@font-face`, by how they are shown while they are fetched. */
function facesShown(display: 'optional' | 'swap'): readonly string[] {
  return [...faces.matchAll(/font-family: '([^']+)';\s+font-display: (\w+)/g)].flatMap(
    ([, family = '', how]) => (how === display ? [family] : []),
  )
}

const CHAINS = valuesOf('--font-sans').map(familiesOf)

test('the words of every language have a chain of families', () => {
  expect(CHAINS).toHaveLength(3)
})

test.each([
  { script: 'Devanagari', families: ['Noto Sans Devanagari', 'Nirmala UI', 'Kohinoor Devanagari', 'Mangal'] },
  { script: 'Arabic', families: ['Noto Sans Arabic', 'Segoe UI', 'Geeza Pro', 'Tahoma'] },
  { script: 'any other script', families: ['system-ui', 'sans-serif'] },
  { script: 'emoji', families: ['Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji'] },
])('each chain has letters of the device for $script', ({ families }) => {
  for (const chain of CHAINS) expect(chain).toEqual(expect.arrayContaining(families))
})

test('a typeface that may come too late comes again, shown whenever it is there', () => {
  const [optional, swap] = [facesShown('optional'), facesShown('swap')]
  expect(optional.length).toBeGreaterThan(0)
  for (const chain of CHAINS) {
    expect(chain).toEqual(expect.arrayContaining([...swap]))
    for (const family of optional.filter((one) => chain.includes(one)))
      expect(chain.indexOf(family)).toBeLessThan(chain.indexOf(family.replace(' Page', '')))
  }
})
