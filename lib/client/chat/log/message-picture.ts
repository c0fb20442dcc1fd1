/** What the first bytes mean, in base64. Nothing that can run or load, such as SVG, is among them. */
const SIGNATURES = {
  iVBORw0KGgo: 'image/png',
  '/9j/': 'image/jpeg',
  UklGR: 'image/webp',
  R0lGOD: 'image/gif',
} as const

/**
 * The address of a picture that a person sent: inside the page, of the type that its own bytes show.
 *
 * @param content - base64, with or without the head of a data URL, which is not trusted.
 * @returns undefined for anything that is no picture.
 */
export function messagePicture(content: string): string | undefined {
  const body = content.replace(/^data:[^,]{0,200},/, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return undefined
  const found = Object.entries(SIGNATURES).find(([start]) => body.startsWith(start))
  return found && `data:${found[1]};base64,${body}`
}
