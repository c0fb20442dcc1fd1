/** Where forms go that were sent before their script had come. */
const UNSENT_FORM_PATH = '/unsent-form'

/** @param page - the page that the form stands on, to which one is led back. */
export function unsentFormAddress(page: string | null): string {
  return `${UNSENT_FORM_PATH}?next=${encodeURIComponent(page ?? '/')}`
}
