import { writeChoiceCookie } from './choice-cookie'

/** `system` follows the device; the others are a choice made here. */
export const themes = ['system', 'light', 'dark'] as const

export type Theme = (typeof themes)[number]

/** The cookie that remembers the choice, so that the server can send the right page at once. */
export const THEME_COOKIE = 'theme'

/** The theme a cookie's value names, `system` for anything else. */
export function toTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system'
}

/** The class on `<html>` that a theme asks for; none leaves it to the device. */
export function themeClass(theme: Theme): string {
  return theme === 'system' ? '' : theme
}

/** Shows a theme now and remembers it for a year. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.classList.remove('light', 'dark')
  if (theme !== 'system') document.documentElement.classList.add(theme)
  writeChoiceCookie(THEME_COOKIE, theme)
}
