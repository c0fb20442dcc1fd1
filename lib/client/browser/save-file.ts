/** A download reads its address after the click, on slow devices much later: it must still be there then. */
const KEPT_MS = 60_000

/** Offers text as a file to be saved. @param type - media type */
export function saveText(name: string, text: string, type: string): void {
  saveBlob(name, new Blob([text], { type }))
}

/** Offers what was fetched as a file to be saved. */
export function saveBlob(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS)
}

/** Offers data as a JSON file to be saved. */
export function saveFile(name: string, data: object): void {
  saveText(name, JSON.stringify(data, null, 2), 'application/json')
}
