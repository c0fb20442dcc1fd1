import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, type TestInfo } from '@playwright/test'

const SCHEMES = ['light', 'dark'] as const
/** The rules of axe that go by colours: all that another scheme can break. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** A phone's own pixels would be seven times as many, for the same picture. */
const PICTURE = { animations: 'disabled', scale: 'css' } as const

/** Keeps a picture of the page in light and in dark with the report. */
export async function keepPictures(page: Page, name: string, info: TestInfo): Promise<void> {
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme })
    const body = await page.screenshot(PICTURE)
    await info.attach(`${name}, ${info.project.name}, ${colorScheme}`, { body, contentType: 'image/png' })
  }
}

/**
 * What axe finds on the page, by all of its rules or by these. Its legacy mode judges in the page itself; the other opens a
 * tab for every judgement, for the sake of frames from elsewhere, which no page here has.
 */
export async function violationsOn(page: Page, rules?: readonly string[]) {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (rules ? axe.withRules([...rules]) : axe).analyze()
  return violations
}

/**
 * Judges the page by axe, its colours in light and in dark, and keeps a picture of each. What a phone shows has the same colours, so
 * that there it is judged once, in dark.
 */
export async function inspect(page: Page, name: string, info: TestInfo): Promise<void> {
  const isPhone = info.project.name === 'phone'
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await untilStill(page)
    const body = await page.screenshot(PICTURE)
    await info.attach(`${name}, ${info.project.name}, ${colorScheme}`, { body, contentType: 'image/png' })
    const isFirst = colorScheme === SCHEMES[0]
    if (isPhone && isFirst) continue
    const rules = isFirst || isPhone ? undefined : COLOUR_RULES
    const found = (await violationsOn(page, rules)).map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ html }) => html),
    }))
    expect.soft(found, `${name} in ${colorScheme}`).toEqual([])
  }
}

/** Colours half way between two are nobody's choice: takes every finite animation to its end. */
async function untilStill(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish()
    }
  })
}
