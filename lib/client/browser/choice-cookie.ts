const A_YEAR_SECONDS = 365 * 24 * 60 * 60

/** Keeps a choice for a year where the server sees it too, so that it can send the right page at once. */
export function writeChoiceCookie(cookie: string, value: string): void {
  document.cookie = `${cookie}=${value}; Path=/; Max-Age=${A_YEAR_SECONDS}; SameSite=Lax`
}
