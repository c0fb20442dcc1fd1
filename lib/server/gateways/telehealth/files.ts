import type { fileRest as rows } from '@/lib/contracts/telehealth/file-rest'
import type { telehealth } from '@/lib/contracts/telehealth/contract'
import { isPicture, PART_BOUNDS, THUMBNAIL_TYPE } from '@/lib/domain/conversations/attachment'
import type { Progress } from '@/lib/server/services/conversations/uploads'
import { attachmentOut } from '../attachment'
import { isoTime } from '../iso-time'
import { type GatewayRest, ok } from '../kit'

const uploadOut = ({ upload: { id, size, received, createdAt }, file }: Progress) =>
  ok({
    uploadId: id,
    size,
    offset: received,
    expiresAt: isoTime(createdAt + PART_BOUNDS.keptMs),
    file: file && attachmentOut(file),
  })

/** Files over REST. */
export const fileRest: Pick<GatewayRest<typeof telehealth>, keyof typeof rows> = {
  uploadFile: async ({ query, body }, { actor, services }) =>
    ok(attachmentOut(await services.files.upload(actor, query.conversationId, body))),

  beginUpload: async ({ body: { conversationId, ...file } }, { actor, services }) =>
    uploadOut(await services.fileParts.begin(actor, conversationId, file)),

  upload: async ({ params }, { actor, services }) =>
    uploadOut(await services.fileParts.find(actor, params.id)),

  addPart: async ({ params, query, body }, { actor, services }) =>
    uploadOut(await services.fileParts.add(actor, params.id, query.offset, body.bytes)),

  removeUpload: async ({ params }, { actor, services }) => {
    await services.fileParts.remove(actor, params.id)
    return ok({ uploadId: params.id })
  },

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
