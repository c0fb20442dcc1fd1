import type { fileRest as rows } from '@/lib/contracts/telehealth/file-rest'
import type { telehealth } from '@/lib/contracts/telehealth/contract'
import { isPicture, THUMBNAIL_TYPE } from '@/lib/domain/conversations/attachment'
import { attachmentOut } from '../attachment'
import { type GatewayRest, ok } from '../kit'

/** Files over REST. */
export const fileRest: Pick<GatewayRest<typeof telehealth>, keyof typeof rows> = {
  uploadFile: async ({ query, body }, { actor, services }) =>
    ok(attachmentOut(await services.files.upload(actor, query.conversationId, body))),

  openFile: async ({ params }, { actor, services }) => {
    const { name, type, content, read } = await services.files.open(actor, params.id)
    const shown = type === 'text/plain' ? 'text/plain; charset=utf-8' : type
    return { name, type: shown, size: content.size, tag: content.hash, isInline: isPicture(type), read }
  },

  openThumbnail: async ({ params }, { actor, services }) => {
    const { name, content, read } = await services.files.openThumbnail(actor, params.id)
    return {
      name: `${name}.webp`,
      type: THUMBNAIL_TYPE,
      size: content.size,
      tag: content.hash,
      isInline: true,
      read,
    }
  },
}
