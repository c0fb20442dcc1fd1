/** A file of a message, as far as it can be shown. */
export interface Attachment {
  readonly name: string
  /** Of this site. */
  readonly url: string
  readonly isPicture: boolean
  readonly thumbnailUrl: string
  /** How large the picture is shown, CSS pixels; undefined: that is not known before it is loaded. */
  readonly shown?: { readonly width: number; readonly height: number }
}

/** A picture is shown this large at most, CSS pixels. */
const [WIDEST, HIGHEST] = [320, 240]

/** The files of a message; what is not in the form that is known is left out. */
export function attachmentsOf({
  attachments,
}: {
  readonly attachments: readonly unknown[]
}): readonly Attachment[] {
  return attachments.flatMap((one): readonly Attachment[] => {
    if (typeof one !== 'object' || one === null) return []
    const { name, url, type, thumbnailUrl, width, height } = one as Readonly<Record<string, unknown>>
    if (typeof name !== 'string' || !isOfThisSite(url)) return []
    const thumbnail = isOfThisSite(thumbnailUrl) ? thumbnailUrl : url
    const isPicture = typeof type === 'string' && /^image\/(?:png|jpeg|webp|gif|avif)$/.test(type)
    const shown = isPicture ? shownSize(width, height) : undefined
    return [{ name, url, isPicture, thumbnailUrl: thumbnail, ...(shown && { shown }) }]
  })
}

/** As large as there is room, and never larger than the picture is. */
function shownSize(width: unknown, height: unknown): Attachment['shown'] {
  if (typeof width !== 'number' || typeof height !== 'number' || !(width >= 1) || !(height >= 1))
    return undefined
  const scale = Math.min(1, WIDEST / width, HIGHEST / height)
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** A path of one's own site: nothing is fetched from elsewhere. */
const isOfThisSite = (url: unknown): url is string => typeof url === 'string' && /^\/(?![/\\])/.test(url)
