/**
 * Selects a field's words and puts them on the clipboard, where the browser lets a page do so; elsewhere, as over
 * plain http, they stay selected for the person's own copying.
 *
 * @returns whether they are on the clipboard
 */
export async function copyFrom(field: HTMLTextAreaElement): Promise<boolean> {
  field.focus({ preventScroll: true })
  field.select()
  // Without a secure context there is no clipboard, whatever the types say.
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (!clipboard) return false
  return clipboard.writeText(field.value).then(
    () => true,
    (error: unknown) => {
      console.debug('The browser does not let this page copy; the words are selected.', error)
      return false
    },
  )
}
