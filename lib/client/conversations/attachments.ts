/** A file of a message, as far as it can be shown. */
export interface Attachment {
  readonly name: string
  /** Of this site. */
  readonly url: string
  readonly isPicture: boolean
  readonly thumbnailUrl: string
}

/** The files of a message; what is not in the form that is known is left out. */
export function attachmentsOf({
  attachments,
}: {
  readonly attachments: readonly unknown[]
}): readonly Attachment[] {
  return attachments.flatMap((one): readonly Attachment[] => {
    if (typeof one !== 'object' || one === null) return []
    const { name, url, type, thumbnailUrl } = one as Readonly<Record<string, unknown>>
    if (typeof name !== 'string' || !isOfThisSite(url)) return []
    const thumbnail = isOfThisSite(thumbnailUrl) ? thumbnailUrl : url
    const isPicture = typeof type === 'string' && /^image\/(?:png|jpeg|webp|gif|avif)$/.test(type)
    return [{ name, url, isPicture, thumbnailUrl: thumbnail }]
  })
}

/** A path of one's own site: nothing is fetched from elsewhere. */
const isOfThisSite = (url: unknown): url is string => typeof url === 'string' && /^\/(?![/\\])/.test(url)
