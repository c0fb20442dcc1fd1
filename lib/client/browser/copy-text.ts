/**
 * Copies a text; call it from a tap or a key. Where the clipboard's interface is missing (plain http) or forbidden, the
 * old way is tried: a selection that is copied.
 *
 * @returns whether it was copied
 */
export async function copyText(text: string): Promise<boolean> {
  const { clipboard } = navigator as { readonly clipboard?: Clipboard }
  if (!clipboard) return copySelection(text)
  return clipboard.writeText(text).then(
    () => true,
    () => copySelection(text),
  )
}

function copySelection(text: string): boolean {
  const before = document.activeElement
  const field = document.createElement('textarea')
  field.value = text
  field.readOnly = true
  field.className = 'sr-only'
  // Inside an open dialog, which would pull the focus back from anywhere else.
  ;(before?.closest('[role="dialog"]') ?? document.body).append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return isCopied
}
