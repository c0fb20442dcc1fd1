import { begun, openSiteOn } from './site'

/** Playwright's global set-up: the first start that every test's server then has behind it. */
export default async function begin(): Promise<void> {
  const { stop } = await openSiteOn(begun(), {})
  await stop()
}
